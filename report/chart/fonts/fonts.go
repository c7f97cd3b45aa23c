// Package fonts holds the typeface of the printed annexes and measures text
// set in it.
//
// The noun is the Face: one of the four styles of Liberation Serif, embedded
// in the binary. The PDF renderer breaks lines with it and the chart renderer
// places labels with it, so that both agree with what is printed. A rune that
// the face does not have counts as the replacement that Printable puts in its
// place.
package fonts

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// A Style is one of the four files of the family.
type Style uint8

// The styles, in the order of the embedded files.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
)

// Family is the name by which the renderers know the typeface.
const Family = "Liberation Serif"

// Vertical metrics of every style, as fractions of the type size: the distance
// from the baseline to the top and to the bottom of a line set solid.
const (
	Ascent  = 0.891
	Descent = 0.216
)

// Replacement stands for a rune that the face does not have: a box, as readers
// know it, rather than nothing.
const Replacement = '□'

//go:embed LiberationSerif-Regular.ttf
var regular []byte

//go:embed LiberationSerif-Bold.ttf
var bold []byte

//go:embed LiberationSerif-Italic.ttf
var italic []byte

//go:embed LiberationSerif-BoldItalic.ttf
var boldItalic []byte

// Data returns the TrueType file of a style. It must not be changed.
func Data(s Style) []byte {
	return [...][]byte{regular, bold, italic, boldItalic}[s]
}

// A Face knows the advance width of each rune of one style.
type Face struct {
	advance [0x10000]uint16 // thousandths of the type size, by rune
	has     [0x10000]bool
}

var faces = [...]func() *Face{
	sync.OnceValue(func() *Face { return parse(Regular) }),
	sync.OnceValue(func() *Face { return parse(Bold) }),
	sync.OnceValue(func() *Face { return parse(Italic) }),
	sync.OnceValue(func() *Face { return parse(BoldItalic) }),
}

// Load returns the Face of a style. It is parsed once.
func Load(s Style) *Face { return faces[s]() }

// parse reads the advances of an embedded file, which a test has read before:
// it panics if the file is damaged.
func parse(s Style) *Face {
	f, err := sfnt.Parse(Data(s))
	if err != nil {
		panic(fmt.Sprintf("fonts: style %d: %v", s, err))
	}
	var (
		buf  sfnt.Buffer
		face Face
		upem = f.UnitsPerEm()
	)
	for r := range rune(len(face.advance)) {
		if unicode.Is(unicode.Co, r) {
			continue // what a letter of private use says, no reader can tell
		}
		g, err := f.GlyphIndex(&buf, r)
		if err != nil || g == 0 {
			continue
		}
		adv, err := f.GlyphAdvance(&buf, g, fixed.I(int(upem)), font.HintingNone)
		if err != nil {
			panic(fmt.Sprintf("fonts: style %d: advance of %U: %v", s, r, err))
		}
		face.has[r] = true
		face.advance[r] = uint16((adv.Round()*1000 + int(upem)/2) / int(upem))
	}
	return &face
}

// Has reports whether the face can print r.
func (f *Face) Has(r rune) bool {
	return r >= 0 && int(r) < len(f.has) && f.has[r]
}

// Width returns the width of a line of text as a multiple of the type size.
func (f *Face) Width(text string) float64 {
	n := 0
	for _, r := range text {
		if !f.Has(r) {
			r = Replacement
		}
		n += int(f.advance[r])
	}
	return float64(n) / 1000
}

// Printable returns text as the face can print it: composed (NFC), control
// characters but the line feed as spaces, invisible format characters dropped,
// and what the face does not have as Replacement.
func (f *Face) Printable(text string) string {
	if f.printable(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || f.Has(r) && !ignorable(r):
			return r
		case r < ' ' || r == 0x7f:
			return ' '
		case ignorable(r):
			return -1
		}
		return Replacement
	}, norm.NFC.String(text))
}

func (f *Face) printable(text string) bool {
	for _, r := range text {
		if r != '\n' && (!f.Has(r) || r < ' ' || r >= 0x300 && r < 0x370 || ignorable(r)) {
			return false
		}
	}
	return true
}

// ignorable reports whether r is a format character without a shape of its
// own: zero-width spaces and joiners, directional marks, the byte-order mark
// and the soft hyphen.
func ignorable(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e ||
		r >= 0x2060 && r <= 0x2069 || r == 0xfeff
}
