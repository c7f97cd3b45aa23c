package book

import (
	"encoding/binary"
	"math"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// byteString is a string with a length of one byte.
func (w *xlsBook) byteString(d *fields) string {
	n := d.u8()
	if w.biff8 {
		return d.unicode(n, d.u8()&1 != 0)
	}
	return w.decode(d.take(n))
}

// shortString is a string with a length of two bytes if wide, else one.
func (w *xlsBook) shortString(d *fields, wide bool) string {
	if !wide {
		return w.byteString(d)
	}
	n := d.u16()
	if w.biff8 {
		return d.unicode(n, d.u8()&1 != 0)
	}
	return w.decode(d.take(n))
}

func (w *xlsBook) decode(b []byte) string {
	s, _ := w.codepage.NewDecoder().Bytes(b)
	return string(s)
}

// codepage is the table of a code page; windows-1252 for those that have
// nothing to do with Vietnamese.
func codepage(n int) *charmap.Charmap {
	switch n {
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1258:
		return charmap.Windows1258
	}
	return charmap.Windows1252
}

// A splitReader reads over the joints of a record with continuations.
type splitReader struct {
	record
	pos, joint int
	err        error
}

// bytes reads n bytes without regard to joints.
func (s *splitReader) bytes(n int) []byte {
	if n < 0 || n > len(s.data)-s.pos {
		s.err = errShortRecord
		s.pos = len(s.data)
		return make([]byte, min(max(n, 0), 8))
	}
	b := s.data[s.pos : s.pos+n]
	s.pos += n
	return b
}

func (s *splitReader) u16() int { return int(binary.LittleEndian.Uint16(s.bytes(2))) }

func (s *splitReader) u32() uint32 { return binary.LittleEndian.Uint32(s.bytes(4)) }

// chars reads n characters; where a continuation starts inside them, a byte
// there says how wide the rest is.
func (s *splitReader) chars(n int, wide bool) string {
	text := ""
	for n > 0 && s.err == nil {
		for s.joint < len(s.joints) && s.joints[s.joint] < s.pos {
			s.joint++
		}
		if s.joint < len(s.joints) && s.joints[s.joint] == s.pos && s.pos > 0 {
			wide = s.bytes(1)[0]&1 != 0
			s.joint++
		}
		size, end := 1, len(s.data)
		if wide {
			size = 2
		}
		if s.joint < len(s.joints) {
			end = s.joints[s.joint]
		}
		k := min(n, (end-s.pos)/size)
		if k <= 0 {
			s.err = errShortRecord
			return text
		}
		d := fields{data: s.bytes(k * size)}
		text += d.unicode(k, wide)
		n -= k
	}
	return text
}

// readSST reads the shared strings. Where there are fewer than it says, those that
// are there count, and a cell that asks for another is damaged.
func (w *xlsBook) readSST(rec record) {
	s := &splitReader{record: rec}
	s.u32()
	n := s.u32()
	for i := uint32(0); i < n && s.err == nil; i++ {
		if text, err := w.richString(s); err == nil {
			w.shared.strings = append(w.shared.strings, text)
		}
	}
}

// richString reads one XLUnicodeRichExtendedString.
func (w *xlsBook) richString(s *splitReader) (sharedString, error) {
	n, flags := s.u16(), s.bytes(1)[0]
	runs, ext := 0, uint32(0)
	if flags&8 != 0 {
		runs = s.u16()
	}
	if flags&4 != 0 {
		ext = s.u32()
	}
	text := sharedString{plain: s.chars(n, flags&1 != 0)}
	if runs > 0 {
		marks := s.bytes(4 * runs)
		if s.err == nil {
			text = w.split(text.plain, marks, 2)
		}
	}
	s.bytes(int(min(ext, math.MaxInt32)))
	return text, s.err
}

// split cuts a text at its formatting runs: pairs of a position and a font,
// each of size bytes.
func (w *xlsBook) split(text string, marks []byte, size int) sharedString {
	units := utf16.Encode([]rune(text))
	number := func(b []byte) int {
		if size == 1 {
			return int(b[0])
		}
		return int(binary.LittleEndian.Uint16(b))
	}
	var out sharedString
	start, font := 0, textRun{}
	cut := func(to int) {
		if to = min(to, len(units)); to > start {
			font.text = string(utf16.Decode(units[start:to]))
			out.runs = append(out.runs, font)
			start = to
		}
	}
	for ; len(marks) >= 2*size; marks = marks[2*size:] {
		cut(number(marks))
		f := w.font(number(marks[size:]))
		font = textRun{class: f.class, ownFont: true, superior: f.superior}
	}
	cut(len(units))
	return out
}

func (w *xlsBook) countVotes() { w.text.poll(w.shared.strings) }

// legacyBytes are bytes of BIFF5 as characters: TCVN3 and VNI were never
// stored in the code page of the file.
func (w *xlsBook) legacyBytes(b []byte, class fontClass) string {
	if class != fontUnicode {
		return decodeLatin1(b)
	}
	return w.decode(b)
}
