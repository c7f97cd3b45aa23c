package phutho

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"
)

// Record types of BIFF8 [MS-XLS].
const (
	recBOF        = 0x0809
	recEOF        = 0x000A
	recCodePage   = 0x0042
	recWindow1    = 0x003D
	recFont       = 0x0031
	recFormat     = 0x041E
	recXF         = 0x00E0
	recStyle      = 0x0293
	recBoundSheet = 0x0085
	recSST        = 0x00FC
	recRowHeight  = 0x0225
	recColInfo    = 0x007D
	recDimensions = 0x0200
	recWSBool     = 0x0081
	recSetup      = 0x00A1
	recNumber     = 0x0203
	recLabelSST   = 0x00FD
	recBlank      = 0x0201
	recFormula    = 0x0006
	recMerge      = 0x00E5
	recWindow2    = 0x023E
)

// firstXF is the first format of a look; those before it are the fixed ones.
const firstXF = 16

// A biff is a stream of records.
type biff struct{ bytes.Buffer }

// record appends a record whose fields are written in little-endian order.
func (w *biff) record(kind uint16, fields ...any) {
	var body bytes.Buffer
	for _, f := range fields {
		binary.Write(&body, binary.LittleEndian, f) // a Buffer takes everything
	}
	binary.Write(w, binary.LittleEndian, [2]uint16{kind, uint16(body.Len())})
	w.Write(body.Bytes())
}

// xls writes a book as Excel 97-2003 did, its texts in TCVN3 under the fonts
// .VnTime and .VnTimeH.
func xls(b *Book) ([]byte, error) {
	sst := &strings8{index: map[string]uint32{}}
	var sheets [][]byte
	for _, s := range b.Sheets {
		data, err := xlsSheet(s, sst)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		sheets = append(sheets, data)
	}
	size := len(xlsGlobals(b, sst, make([]uint32, len(sheets))))
	offsets := make([]uint32, len(sheets))
	for i, data := range sheets {
		offsets[i] = uint32(size)
		size += len(data)
	}
	stream := xlsGlobals(b, sst, offsets)
	for _, data := range sheets {
		stream = append(stream, data...)
	}
	if sst.bytes > 8000 {
		return nil, errors.New("texts do not fit into one SST record")
	}
	return compound("Workbook", stream), nil
}

// strings8 is the table of shared strings, one byte a character.
type strings8 struct {
	list  []string
	index map[string]uint32
	bytes int
	uses  uint32
}

func (t *strings8) add(s string) uint32 {
	t.uses++
	if i, ok := t.index[s]; ok {
		return i
	}
	i := uint32(len(t.list))
	t.list, t.index[s], t.bytes = append(t.list, s), i, t.bytes+len(s)+3
	return i
}

func xlsGlobals(b *Book, sst *strings8, offsets []uint32) []byte {
	w := &biff{}
	w.record(recBOF, [8]uint16{0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 0, 0x0006, 0})
	w.record(recCodePage, uint16(0x04B0))
	w.record(recWindow1, [9]uint16{0, 0, 0x4000, 0x2000, 0x38, 0, 0, 1, 600})
	xlsFormats(w)
	for i, s := range b.Sheets {
		name := utf16.Encode([]rune(s.Name))
		w.record(recBoundSheet, offsets[i], uint16(0), uint8(len(name)), uint8(1), name)
	}
	fields := []any{sst.uses, uint32(len(sst.list))}
	for _, s := range sst.list {
		fields = append(fields, uint16(len(s)), uint8(0), []byte(s))
	}
	w.record(recSST, fields...)
	w.record(recEOF)
	return w.Bytes()
}

// xlsFormats writes fonts (the file format has no number 4), the one number
// format that is not built in, and for each look a format in either font.
func xlsFormats(w *biff) {
	font := func(name string, bold, italic bool) {
		options, weight := uint16(0), uint16(400)
		if bold {
			options, weight = 1, 700
		}
		if italic {
			options |= 2
		}
		w.record(recFont, [5]uint16{240, options, 0x7FFF, weight, 0}, [4]uint8{}, uint8(len(name)), uint8(0), []byte(name))
	}
	for range 4 {
		font(".VnTime", false, false)
	}
	for _, name := range []string{".VnTime", ".VnTimeH"} { // 5, 6, 7 and 8, 9, 10
		font(name, false, false)
		font(name, true, false)
		font(name, false, true)
	}
	w.record(recFormat, uint16(164), uint16(7), uint8(0), []byte("#,##0.0"))
	for range firstXF - 1 {
		w.record(recXF, [3]uint16{0, 0, 0xFFF5}, [4]uint8{0x20}, [2]uint32{}, uint16(0x20C0))
	}
	w.record(recXF, [3]uint16{0, 0, 1}, [4]uint8{0x20}, [2]uint32{}, uint16(0x20C0))
	for _, base := range []uint16{5, 8} {
		for look := Plain; look <= TextFig; look++ {
			xlsLook(w, look, base)
		}
	}
	w.record(recStyle, uint16(0x8000), uint8(0), uint8(0xFF))
}

func xlsLook(w *biff, look Look, font uint16) {
	if look.bold() {
		font++
	} else if look.italic() {
		font += 2
	}
	format := map[Look]uint16{Whole: 3, WholeBold: 3, One: 164, Two: 2, Percent: 10, TextFig: 49}[look]
	align := map[string]uint8{"left": 1, "center": 2, "right": 3}[look.align()] | 0x10
	if look.wrapped() {
		align |= 0x08
	}
	indent := uint8(0)
	if look == Child {
		indent = 1
	}
	var border, colour uint32
	if look.bordered() {
		border, colour = 0x1111|8<<16|8<<23, 8|8<<7
	}
	w.record(recXF, [3]uint16{font, format, 1}, [4]uint8{align, 0, indent, 0xF8}, border, colour, uint16(0x20C0))
}

func xlsSheet(s *Sheet, sst *strings8) ([]byte, error) {
	w := &biff{}
	rows, cols := s.size()
	w.record(recBOF, [8]uint16{0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 0, 0x0006, 0})
	w.record(recRowHeight, uint16(1), uint16(340))
	w.record(recWSBool, uint16(0x01C1)) // fit to page
	w.record(recSetup, [8]uint16{9, 100, 1, 1, 0, 0, 600, 600}, [2]float64{0.5, 0.5}, uint16(1))
	for i, width := range s.Widths {
		w.record(recColInfo, [6]uint16{uint16(i), uint16(i), uint16(width * 256), firstXF - 1, 0, 0})
	}
	w.record(recDimensions, uint32(0), uint32(rows), uint16(0), uint16(cols), uint16(0))
	for r := 1; r <= rows; r++ {
		for c := 1; c <= cols; c++ {
			if cell := s.at(r, c); cell != nil {
				if err := xlsCell(w, cell, sst); err != nil {
					return nil, err
				}
			}
		}
	}
	w.record(recWindow2, uint16(0x06B6), [4]uint16{0, 0, 64, 0}, [4]uint16{})
	merges := []any{uint16(len(s.Merges))}
	for _, m := range s.Merges {
		merges = append(merges, [4]uint16{uint16(m[0] - 1), uint16(m[2] - 1), uint16(m[1] - 1), uint16(m[3] - 1)})
	}
	w.record(recMerge, merges...)
	w.record(recEOF)
	return w.Bytes(), nil
}

func xlsCell(w *biff, c *Cell, sst *strings8) error {
	text, capitals, err := tcvn3(c.Text)
	if err != nil {
		return err
	}
	xf := firstXF + uint16(c.Look)
	if capitals {
		xf += uint16(TextFig) + 1
	}
	at := [3]uint16{uint16(c.Row - 1), uint16(c.Col - 1), xf}
	switch {
	case c.Formula != "":
		tokens, err := sumTokens(c.Formula)
		if err != nil {
			return err
		}
		w.record(recFormula, at, math.Float64bits(c.Num), uint16(0), uint32(0), uint16(len(tokens)), tokens)
	case c.IsNum:
		w.record(recNumber, at, c.Num)
	case c.Text == "":
		w.record(recBlank, at)
	default:
		w.record(recLabelSST, at, sst.add(text))
	}
	return nil
}

// sumTokens compiles SUM over one column range, the only formula of the .xls.
func sumTokens(formula string) ([]byte, error) {
	var col1, col2 rune
	var row1, row2 uint16
	if _, err := fmt.Sscanf(formula, "SUM(%c%d:%c%d)", &col1, &row1, &col2, &row2); err != nil {
		return nil, fmt.Errorf("formula %s: %w", formula, err)
	}
	var out bytes.Buffer
	out.WriteByte(0x25) // area, relative
	binary.Write(&out, binary.LittleEndian, [4]uint16{row1 - 1, row2 - 1, uint16(col1-'A') | 0xC000, uint16(col2-'A') | 0xC000})
	out.Write([]byte{0x42, 1, 4, 0}) // SUM of one argument
	return out.Bytes(), nil
}

// The letters of TCVN 5712-3 ("ABC"), from 0xA1; "." stands for a code that is
// no letter. There are no capitals with a tone: they are typed as the small
// letter under a font whose small letters look like capitals.
const tcvn3Letters = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"

// tcvn3 encodes a text, one byte a letter; capitals tells that it holds
// capital letters with a tone, and so needs the font of capitals.
func tcvn3(s string) (text string, capitals bool, err error) {
	codes := map[rune]byte{}
	for i, r := range []rune(tcvn3Letters) {
		if r != '.' {
			codes[r] = byte(0xA1 + i)
		}
	}
	var out []byte
	for _, r := range s {
		small := []rune(strings.ToLower(string(r)))[0]
		switch {
		case r < 0x80:
			out = append(out, byte(r))
		case codes[r] != 0:
			out = append(out, codes[r])
		case codes[small] != 0:
			out, capitals = append(out, codes[small]), true
		default:
			return "", false, fmt.Errorf("%q has no code in TCVN3", r)
		}
	}
	return string(out), capitals, nil
}

// compound wraps one stream in an OLE compound file [MS-CFB]: the stream's
// sectors, one of the directory, then the allocation table.
func compound(name string, stream []byte) []byte {
	const sector, free, end, table = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	size := max(len(stream), 4096) // a smaller stream would need the mini stream
	n := (size + sector - 1) / sector
	tables := 1
	for tables*sector/4 < n+1+tables {
		tables++
	}
	le := binary.LittleEndian
	out := make([]byte, sector*(1+n+1+tables))
	copy(out, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
	for i, v := range []uint16{0x3E, 3, 0xFFFE, 9, 6} {
		le.PutUint16(out[24+2*i:], v)
	}
	for i, v := range []uint32{uint32(tables), uint32(n), 0, 4096, end, 0, end, 0} {
		le.PutUint32(out[44+4*i:], v)
	}
	for i := range 109 {
		v := uint32(free)
		if i < tables {
			v = uint32(n + 1 + i)
		}
		le.PutUint32(out[76+4*i:], v)
	}
	copy(out[sector:], stream)
	directory := out[sector*(1+n):]
	entry(directory[0:], "Root Entry", 5, 1, end, 0)
	entry(directory[128:], name, 2, free, 0, uint64(size))
	entry(directory[256:], "", 0, free, 0, 0)
	entry(directory[384:], "", 0, free, 0, 0)
	fat := out[sector*(1+n+1):]
	for i := range tables * sector / 4 {
		v := uint32(free)
		switch {
		case i < n-1:
			v = uint32(i + 1)
		case i == n-1, i == n:
			v = end
		case i <= n+tables:
			v = table
		}
		le.PutUint32(fat[4*i:], v)
	}
	return out
}

// entry fills one entry of the directory.
func entry(at []byte, name string, kind byte, child, start uint32, size uint64) {
	le := binary.LittleEndian
	units := utf16.Encode([]rune(name))
	for i, u := range units {
		le.PutUint16(at[2*i:], u)
	}
	if name != "" {
		le.PutUint16(at[64:], uint16(2*len(units)+2))
	}
	at[66], at[67] = kind, 1
	le.PutUint32(at[68:], 0xFFFFFFFF)
	le.PutUint32(at[72:], 0xFFFFFFFF)
	le.PutUint32(at[76:], child)
	le.PutUint32(at[116:], start)
	le.PutUint64(at[120:], size)
}
