package pdf

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font/sfnt"

	"tongket/report/chart/fonts"
)

// runes is a set of letters of the basic plane.
type runes [0x10000 / 64]uint64

func (s *runes) add(r rune) { s[r/64] |= 1 << (r % 64) }

// list returns the letters in order.
func (s *runes) list() []rune {
	var all []rune
	for i, word := range s {
		for k := range rune(64) {
			if word>>k&1 != 0 {
				all = append(all, rune(i)*64+k)
			}
		}
	}
	return all
}

// A program is a TrueType file, taken apart.
type program struct {
	font   *sfnt.Font
	tables map[string][]byte
	loca   []uint32 // where each glyph begins in "glyf", and where the last ends
}

var programs = [...]func() program{
	sync.OnceValue(func() program { return readProgram(fonts.Regular) }),
	sync.OnceValue(func() program { return readProgram(fonts.Bold) }),
	sync.OnceValue(func() program { return readProgram(fonts.Italic) }),
	sync.OnceValue(func() program { return readProgram(fonts.BoldItalic) }),
}

// readProgram takes an embedded file apart, which a test has done before: it
// panics if the file is damaged or has short offsets of glyphs.
func readProgram(s fonts.Style) program {
	data := fonts.Data(s)
	font, err := sfnt.Parse(data)
	if err != nil {
		panic(fmt.Sprintf("pdf: font %d: %v", s, err))
	}
	p := program{font: font, tables: tablesOf(data)}
	if binary.BigEndian.Uint16(p.tables["head"][50:]) != 1 {
		panic(fmt.Sprintf("pdf: font %d: short offsets of glyphs", s))
	}
	p.loca = offsetsOf(p.tables["loca"])
	return p
}

// tablesOf returns the tables of a font file by name.
func tablesOf(data []byte) map[string][]byte {
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		from, length := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = data[from : from+length]
	}
	return tables
}

// offsetsOf reads a table "loca" of long offsets.
func offsetsOf(loca []byte) []uint32 {
	var all []uint32
	for ; len(loca) > 0; loca = loca[4:] {
		all = append(all, binary.BigEndian.Uint32(loca))
	}
	return all
}

// glyph returns the glyph of a letter.
func (p program) glyph(r rune) uint16 {
	g, err := p.font.GlyphIndex(nil, r)
	if err != nil {
		return 0
	}
	return uint16(g)
}

// outline returns how a glyph is drawn; nothing for a space.
func (p program) outline(glyph uint16) []byte {
	return p.tables["glyf"][p.loca[glyph]:p.loca[glyph+1]]
}

// The flags of a part of a glyph that is made of others, by the specification
// of TrueType.
const (
	partHasWords  = 1 << 0
	partHasScale  = 1 << 3
	partsFollow   = 1 << 5
	partHasScales = 1 << 6
	partHasMatrix = 1 << 7
)

// parts returns the glyphs that a glyph is made of.
func (p program) parts(glyph uint16) (all []uint16) {
	for _, number := range partNumbers(p.outline(glyph)) {
		all = append(all, binary.BigEndian.Uint16(number))
	}
	return all
}

// partNumbers returns where an outline names the glyphs that it is made of.
func partNumbers(outline []byte) (all [][]byte) {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return nil
	}
	for rest := outline[10:]; ; {
		flags := binary.BigEndian.Uint16(rest)
		all = append(all, rest[2:4])
		if flags&partsFollow == 0 {
			return all
		}
		skip := 6
		if flags&partHasWords != 0 {
			skip += 2
		}
		switch {
		case flags&partHasScale != 0:
			skip += 2
		case flags&partHasScales != 0:
			skip += 4
		case flags&partHasMatrix != 0:
			skip += 8
		}
		rest = rest[skip:]
	}
}

// keep marks a glyph, and those that it is made of.
func (p program) keep(kept []bool, glyph uint16) {
	if kept[glyph] {
		return
	}
	kept[glyph] = true
	for _, part := range p.parts(glyph) {
		p.keep(kept, part)
	}
}

// cut returns a font file with the glyphs of some letters alone, in the order of the
// whole font, and their new numbers by letter. It holds the tables that a PDF asks for.
func (p program) cut(letters []rune) (data []byte, glyphs map[rune]uint16) {
	kept := make([]bool, len(p.loca)-1)
	p.keep(kept, 0)
	for _, r := range letters {
		p.keep(kept, p.glyph(r))
	}
	numbers, n := make([]uint16, len(kept)), uint16(0)
	for g, keep := range kept {
		if keep {
			numbers[g] = n
			n++
		}
	}
	var glyf, loca, hmtx []byte
	for g, keep := range kept {
		if !keep {
			continue
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		from := len(glyf)
		glyf = append(glyf, p.outline(uint16(g))...)
		for _, number := range partNumbers(glyf[from:]) {
			binary.BigEndian.PutUint16(number, numbers[binary.BigEndian.Uint16(number)])
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, p.tables["hmtx"][4*g:4*g+4]...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	glyphs = make(map[rune]uint16, len(letters))
	for _, r := range letters {
		glyphs[r] = numbers[p.glyph(r)]
	}
	return assemble([]fontTable{
		{"cvt ", p.tables["cvt "]}, {"fpgm", p.tables["fpgm"]}, {"glyf", glyf}, {"head", p.tables["head"]}, {"hhea", counting(p.tables["hhea"], 34, n)},
		{"hmtx", hmtx}, {"loca", loca}, {"maxp", counting(p.tables["maxp"], 4, n)}, {"prep", p.tables["prep"]},
	}), glyphs
}

// counting is a table with the number of glyphs at a place.
func counting(table []byte, at int, n uint16) []byte {
	table = slices.Clone(table)
	binary.BigEndian.PutUint16(table[at:], n)
	return table
}

type fontTable struct {
	name string
	data []byte
}

// assemble writes a font file of tables in the order of their names.
func assemble(tables []fontTable) []byte {
	n := uint16(len(tables))
	selector := uint16(0)
	for n>>(selector+1) > 0 {
		selector++
	}
	search := uint16(16) << selector
	out := []byte{0, 1, 0, 0}
	for _, v := range []uint16{n, search, selector, n*16 - search} {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	at := uint32(len(out) + 16*len(tables))
	for _, t := range tables {
		out = append(out, t.name...)
		for _, v := range []uint32{checksum(t.data), at, uint32(len(t.data))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		at += uint32(len(t.data)+3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// checksum adds up a table as numbers of four bytes.
func checksum(data []byte) uint32 {
	var sum uint32
	for ; len(data) >= 4; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}

// A face is what a PDF says of a style of the typeface: its name with the tag
// of a subset, the flags of a font descriptor, the slant in degrees, the
// thickness of stems and the box around all letters, in thousandths.
type face struct {
	name               string
	flags, angle, stem int
	box                string
}

var faces = [len(styleNames)]face{
	fonts.Regular:    {"TONGKA+LiberationSerif", 4, 0, 87, "-543 -303 1278 981"},
	fonts.Bold:       {"TONGKB+LiberationSerif-Bold", 262148, 0, 165, "-543 -303 1344 1007"},
	fonts.Italic:     {"TONGKC+LiberationSerif-Italic", 68, -17, 87, "-543 -303 1286 980"},
	fonts.BoldItalic: {"TONGKD+LiberationSerif-BoldItalic", 262212, -17, 165, "-543 -303 1307 980"},
}

// capHeight is the height of capitals, and missingWidth the width of a letter
// that the typeface does not have, in thousandths.
const (
	capHeight    = 654
	missingWidth = 778
)

// resources writes the fonts that were used, each with the letters that were,
// and the list of them. Texts are written in code points of two bytes.
func (f *file) resources(used *[len(styleNames)]runes) {
	var list strings.Builder
	unicode := 0 // number of the map from codes to letters, one for all
	for s := range used {
		letters := used[s].list()
		if len(letters) == 0 {
			continue
		}
		if unicode == 0 {
			unicode = f.take()
			f.stream(unicode, "", toUnicode(used))
		}
		fmt.Fprintf(&list, "/F%d %d 0 R ", s+1, f.font(fonts.Style(s), letters, unicode))
	}
	f.object(resourcesObject, "<</ProcSet [/PDF /Text] /Font <<"+list.String()+">>>>")
}

// font writes a font and returns its number.
func (f *file) font(s fonts.Style, letters []rune, unicode int) int {
	p, style := programs[s](), faces[s]
	cut, numbers := p.cut(letters)
	glyphs := make([]byte, 2*(letters[len(letters)-1]+1)) // by letter
	for _, r := range letters {
		binary.BigEndian.PutUint16(glyphs[2*r:], numbers[r])
	}
	number := f.take()
	for range 4 {
		f.take()
	}
	f.object(number, fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		style.name, number+1, unicode))
	f.object(number+1, fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> /FontDescriptor %d 0 R /DW %d /W [%s] /CIDToGIDMap %d 0 R>>",
		style.name, number+2, missingWidth, advances(fonts.Load(s), letters), number+3))
	f.object(number+2, fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Ascent %.0f /Descent %.0f /CapHeight %d /Flags %d /FontBBox [%s] /ItalicAngle %d /StemV %d /MissingWidth %d /FontFile2 %d 0 R>>",
		style.name, fonts.Ascent*1000, -fonts.Descent*1000, capHeight, style.flags, style.box, style.angle, style.stem, missingWidth, number+4))
	f.stream(number+3, "", glyphs)
	f.stream(number+4, fmt.Sprintf(" /Length1 %d", len(cut)), cut)
	return number
}

// advances lists the widths of letters: "32 [250 333] 65 [722]".
func advances(face *fonts.Face, letters []rune) string {
	var b strings.Builder
	for i, r := range letters {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "%d [", r)
		case letters[i-1] != r-1:
			fmt.Fprintf(&b, "] %d [", r)
		default:
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%.0f", face.Width(string(r))*1000)
	}
	b.WriteByte(']')
	return b.String()
}

// toUnicode maps codes to letters, which they are: one by one, as not every
// reader understands ranges of all letters or of a first byte.
func toUnicode(used *[len(styleNames)]runes) []byte {
	var all runes
	for s := range used {
		for i, word := range used[s] {
			all[i] |= word
		}
	}
	const most = 100 // in a section
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for section := range slices.Chunk(all.list(), most) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(section))
		for _, r := range section {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", r, r)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
