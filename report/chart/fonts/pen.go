package fonts

import "strings"

// Point is the length of a typographic point in millimetres, the unit of all
// lengths in this package but type sizes.
const Point = 25.4 / 72

// Slack is what a line may be wider than its measure through rounding.
const Slack = 1e-6

// leading is the distance between baselines as a multiple of the type size.
const leading = 1.17

// A Pen is a style at a size in points.
type Pen struct {
	Style Style
	Size  float64
}

// Width returns the width of a line of text in millimetres.
func (p Pen) Width(text string) float64 {
	return Load(p.Style).Width(text) * p.Size * Point
}

// Line returns the height of a line in millimetres.
func (p Pen) Line() float64 { return p.Size * leading * Point }

// Baseline returns how far below the top of its line the baseline lies.
func (p Pen) Baseline() float64 {
	return (leading-Ascent-Descent)/2*p.Size*Point + Ascent*p.Size*Point
}

// Wrap breaks text into lines no wider than width. A line feed in the text
// ends a line; a word that is wider by itself is broken, after a separator
// where it has one. There is at least one line.
func (p Pen) Wrap(text string, width float64) []string {
	text = Load(p.Style).Printable(text)
	if p.Width(text) <= width && !strings.Contains(text, "\n") {
		return []string{text}
	}
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines = append(lines, p.fill(words(paragraph), width)...)
	}
	return lines
}

// fill sets words into lines, each as full as it goes.
func (p Pen) fill(words []string, width float64) []string {
	var (
		lines []string
		line  string
		used  float64
		space = p.Width(" ")
	)
	for _, word := range words {
		w := p.Width(word)
		switch {
		case line != "" && used+space+w <= width:
			line, used = line+" "+word, used+space+w
			continue
		case line != "":
			lines = append(lines, line)
		}
		if w > width {
			pieces := p.chop(word, width)
			lines = append(lines, pieces[:len(pieces)-1]...)
			word = pieces[len(pieces)-1]
			w = p.Width(word)
		}
		line, used = word, w
	}
	return append(lines, line)
}

// chop breaks a word that is wider than width: after the last separator that
// fits, else after the last letter that does.
func (p Pen) chop(word string, width float64) []string {
	var pieces []string
	face := Load(p.Style)
	for {
		var used float64
		fit, soft := 0, 0
		for i, r := range word {
			used += face.Width(string(r)) * p.Size * Point
			if used > width && i > 0 {
				break
			}
			fit = i + len(string(r))
			if strings.ContainsRune("/!-_.;,:=&", r) {
				soft = fit
			}
		}
		if fit == len(word) {
			return append(pieces, word)
		}
		if soft > 0 {
			fit = soft
		}
		pieces = append(pieces, word[:fit])
		word = word[fit:]
	}
}

// words splits a paragraph at its spaces. No-break spaces hold words together,
// and a dash between spaces stays with the word before it, so that no line
// begins with one.
func words(paragraph string) []string {
	fields := strings.FieldsFunc(paragraph, func(r rune) bool { return r == ' ' })
	out := fields[:0]
	for i, f := range fields {
		if (f == "-" || f == "–" || f == "—") && i > 0 {
			out[len(out)-1] += "\u00a0" + f
			continue
		}
		out = append(out, f)
	}
	return out
}

// Balance wraps text into as few lines as width allows, and of about the same
// length, as titles are set.
func (p Pen) Balance(text string, width float64) []string {
	lines := p.Wrap(text, width)
	if len(lines) == 1 || strings.Contains(text, "\n") {
		return lines
	}
	low, high := max(width/float64(len(lines)), p.Longest(words(text))), width
	for high-low > 0.5 {
		mid := (low + high) / 2
		if try := p.Wrap(text, mid); len(try) == len(lines) && p.Longest(try) <= mid {
			lines, high = try, mid
		} else {
			low = mid
		}
	}
	return lines
}

// Longest returns the width of the widest line.
func (p Pen) Longest(lines []string) float64 {
	var w float64
	for _, line := range lines {
		w = max(w, p.Width(line))
	}
	return w
}

// LongestWord returns the width of the widest word of text.
func (p Pen) LongestWord(text string) float64 { return p.Longest(words(text)) }
