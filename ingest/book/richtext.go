package book

import (
	"strconv"
	"strings"
	"tongket/ingest/words"
	"unicode/utf8"
)

// A textRun is a stretch of a text in one font.
type textRun struct {
	text     string
	class    fontClass
	ownFont  bool // it names its font; else it has the cell's
	superior bool // superscript
}

// A sharedString is a text of .xlsx, plain or of several runs.
type sharedString struct {
	plain string
	runs  []textRun // nil if plain
}

// text joins the runs as shown in a cell whose font has that class.
func (s sharedString) text(d *textDecoder, class fontClass) string {
	if s.runs == nil {
		text := d.text(s.plain, class)
		d.note(s, class, text)
		return text
	}
	var out, part strings.Builder
	partClass := class
	flush := func() {
		out.WriteString(d.text(part.String(), partClass))
		part.Reset()
	}
	for _, r := range s.runs {
		c := class
		if r.ownFont {
			c = r.class
		}
		if c != partClass {
			flush()
			partClass = c
		}
		text := r.text
		if r.superior {
			text = noteMark(out.String()+part.String(), text)
		}
		part.WriteString(text)
	}
	flush()
	text := tidyUnicode(out.String())
	d.note(s, class, text)
	return text
}

// noteMark is a superscript as text: a footnote's "1" after "1.234" becomes
// "(1)", so that it is no digit of the number; the 2 of "m2" stays.
func noteMark(before, text string) string {
	mark := strings.TrimSpace(text)
	if mark == "" || strings.Trim(mark, "0123456789,; ") != "" {
		return text
	}
	if last, _ := utf8.DecodeLastRuneInString(before); last == 'm' && (mark == "2" || mark == "3") {
		return text
	}
	return "(" + mark + ")"
}

// readRich reads the runs up to the end of the element just opened (si, is);
// phonetic runs are left out.
func (x *xmlScanner) readRich(buf []byte) (sharedString, []byte) {
	var s sharedString
	var run textRun
	rich, inText := false, false
	level := x.depth()
	buf = buf[:0]
	put := func(run textRun) {
		if run.text = unescapeControls(string(buf)); run.text != "" {
			s.runs = append(s.runs, run)
		}
		buf = buf[:0]
	}
	for {
		switch x.next() {
		case tokenEnd:
			return s, buf
		case tokenText:
			if inText {
				buf = x.appendText(buf)
			}
		case tokenOpen:
			switch string(x.name) {
			case "rPh", "phoneticPr", "extLst":
				x.skip()
			case "r":
				put(textRun{}) // plain text before it, in the cell's font
				rich = true
				run = textRun{}
			case "t":
				inText = true
			case "rFont":
				run.ownFont, run.class = true, classOfFont(x.attrString("val"))
			case "vertAlign":
				run.superior = x.attrString("val") == "superscript"
			}
		case tokenClose:
			switch {
			case x.depth() < level:
				if rich {
					put(textRun{})
				} else {
					s.plain = unescapeControls(string(buf))
				}
				return s, buf
			case string(x.name) == "t":
				inText = false
			case string(x.name) == "r":
				put(run)
			}
		}
	}
}

// unescapeControls resolves _x000D_ and the like (ECMA-376 part 1, 22.9.2.19).
func unescapeControls(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				if n != '\r' {
					b.WriteRune(rune(n))
				}
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// readStrings reads the shared strings.
func (w *xlsxBook) readStrings(x *xmlScanner) {
	var buf []byte
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			if x.depth() == 2 && string(x.name) == "si" {
				var s sharedString
				s, buf = x.readRich(buf)
				w.shared.strings = append(w.shared.strings, s)
			}
		}
	}
}

const votes = 1000 // texts that are asked how the file is written

func (w *xlsxBook) countVotes() { w.text.poll(w.shared.strings) }

// poll lets texts vote before any cell is read.
func (d *textDecoder) poll(texts []sharedString) {
	left := votes
	for _, s := range texts {
		if !words.IsASCII(s.plain) {
			d.text(s.plain, fontUnicode)
			d.unsure, d.decoded = false, inUnicode
			if left--; left == 0 {
				return
			}
		}
	}
}
