package docx

import (
	"encoding/binary"
	"math"
	"unicode/utf16"

	"tongket/report/chart/fonts"
	"tongket/report/plot"
)

// perMillimetre is how many units of a metafile a millimetre has.
const perMillimetre = 100

// The records of an enhanced metafile that are written (MS-EMF, 2.3).
const (
	recordHeader  = 1
	recordWindow  = 9
	recordOrigin  = 10
	recordView    = 11
	recordEnd     = 14
	recordMapMode = 17
	recordMove    = 27
	recordSelect  = 37
	recordPen     = 38
	recordBrush   = 39
	recordDelete  = 40
	recordEllipse = 42
	recordLine    = 54
	recordPolygon = 3
	recordFont    = 82
	recordText    = 84
	recordColour  = 24
	recordAlign   = 22
	recordSee     = 18 // what stands behind a text
)

// Objects that every device has, and the handle of ours.
const (
	noBrush = 0x80000005
	noPen   = 0x80000008
	handle  = 1

	systemFont = 0x8000000d
)

// A metafile is an enhanced metafile in the making: lines, dots, rings, triangles,
// areas and texts, which Word draws sharp at every size, and every program by itself.
type metafile struct {
	records []byte
	count   int
}

func (m *metafile) record(kind uint32, fields ...int) {
	m.records = binary.LittleEndian.AppendUint32(m.records, kind)
	m.records = binary.LittleEndian.AppendUint32(m.records, uint32(8+4*len(fields)))
	for _, f := range fields {
		m.records = binary.LittleEndian.AppendUint32(m.records, uint32(int32(f)))
	}
	m.count++
}

// selected is a record that takes an object that every device has.
func (m *metafile) selected(object uint32) { m.record(recordSelect, int(int32(object))) }

// with draws with a pen or a brush of ours.
func (m *metafile) with(draw func()) {
	m.record(recordSelect, handle)
	draw()
}

// metafileOf is a plot as a metafile.
func metafileOf(p plot.Plot) []byte {
	m := &metafile{}
	width, height := units(p.Width), units(p.Height)
	m.record(recordMapMode, 8) // each axis by its window
	m.record(recordOrigin, 0, 0)
	m.record(recordWindow, width, height)
	m.record(recordView, width, height)
	for _, mark := range p.Marks {
		if inside(mark, p) {
			m.mark(mark)
		}
	}
	m.record(recordEnd, 0, 16, 20)
	return append(m.header(width, height), m.records...)
}

// header is the first record: the bounds in units, the frame in hundredths of a
// millimetre, and a device on which both are the same.
func (m *metafile) header(width, height int) []byte {
	const size, device = 88, 400
	var h []byte
	for _, v := range []int{recordHeader, size, 0, 0, width, height, 0, 0, width, height, 0x464D4520, 0x10000, size + len(m.records), m.count + 1, handle + 1, 0, 0, 0, device * perMillimetre, device * perMillimetre, device, device} {
		h = binary.LittleEndian.AppendUint32(h, uint32(int32(v)))
	}
	return h
}

func units(mm float64) int { return int(math.Round(mm * perMillimetre)) }

// mark draws a mark.
func (m *metafile) mark(mark plot.Mark) {
	rgb := plot.Colours[mark.Ink]
	colour := int(rgb[0]) | int(rgb[1])<<8 | int(rgb[2])<<16
	b := mark.Box()
	box := []int{units(b.Left), units(b.Top), units(b.Right), units(b.Bottom)}
	switch mark.Shape {
	case plot.Line:
		m.record(recordPen, handle, 0, units(mark.Width), 0, colour)
		m.with(func() { m.line(mark) })
	case plot.Dot:
		m.selected(noPen)
		m.record(recordBrush, handle, 0, colour, 0)
		m.with(func() { m.record(recordEllipse, box...) })
	case plot.Ring:
		m.record(recordBrush, handle, 0, 0xffffff, 0)
		m.with(func() {
			m.selected(noPen)
			m.record(recordEllipse, box...)
		})
		m.selected(noBrush)
		m.record(recordDelete, handle)
		m.record(recordPen, handle, 0, 25, 0, colour)
		m.with(func() { m.record(recordEllipse, box...) })
	case plot.Down:
		m.selected(noPen)
		m.record(recordBrush, handle, 0, colour, 0)
		m.with(func() {
			m.record(recordPolygon, append(box, 3, box[0], units(mark.Y-0.8*mark.R), box[2], units(mark.Y-0.8*mark.R), units(mark.X), units(mark.Y+0.9*mark.R))...)
		})
	case plot.Area:
		m.selected(noPen)
		m.record(recordBrush, handle, 0, colour, 0)
		m.with(func() {
			fields := append(box, len(mark.Points))
			for _, p := range mark.Points {
				fields = append(fields, units(p.X), units(p.Y))
			}
			m.record(recordPolygon, fields...)
		})
	case plot.Text:
		m.text(mark, colour, box)
		return
	default:
		return
	}
	m.selected(noPen)
	m.selected(noBrush)
	m.record(recordDelete, handle)
}

// line draws a line; a dashed one dash by dash, for a wide pen has no dashes.
func (m *metafile) line(mark plot.Mark) {
	stroke := func(from, to float64) {
		x := func(t float64) int { return units(mark.X + t*(mark.X2-mark.X)) }
		y := func(t float64) int { return units(mark.Y + t*(mark.Y2-mark.Y)) }
		m.record(recordMove, x(from), y(from))
		m.record(recordLine, x(to), y(to))
	}
	length := math.Hypot(mark.X2-mark.X, mark.Y2-mark.Y)
	if !mark.Dashed || length == 0 {
		stroke(0, 1)
		return
	}
	const dash, gap = 0.8, 0.6
	for at := 0.0; at < length; at += dash + gap {
		stroke(at/length, min(at+dash, length)/length)
	}
}

// text writes a line of text in the typeface that the document has, letter by letter
// as wide as it was measured.
func (m *metafile) text(mark plot.Mark, colour int, box []int) {
	const (
		baseline, transparent = 24, 1
		fontSize              = 320 // a LogFontPanose, all of it noughts but what follows
		weightAt, italicAt    = 16, 20
		faceAt                = 28
	)
	font := make([]byte, fontSize)
	binary.LittleEndian.PutUint32(font, uint32(int32(-units(mark.Pen.Size*fonts.Point))))
	binary.LittleEndian.PutUint32(font[weightAt:], 400)
	if mark.Pen.Style == fonts.Bold {
		binary.LittleEndian.PutUint32(font[weightAt:], 700)
	}
	if mark.Pen.Style == fonts.Italic {
		font[italicAt] = 1
	}
	for i, c := range utf16.Encode([]rune(typeface)) {
		binary.LittleEndian.PutUint16(font[faceAt+2*i:], c)
	}
	m.bytes(recordFont, binary.LittleEndian.AppendUint32(nil, handle), font)
	m.record(recordSelect, handle)
	m.record(recordSee, transparent)
	m.record(recordAlign, baseline)
	m.record(recordColour, colour)

	letters := []rune(mark.Text)
	codes := utf16.Encode(letters)
	const fixed = 76 // of the record, before the string
	offset := fixed + (2*len(codes)+3)/4*4
	var head, steps []byte
	left := units(mark.X - mark.Anchor*mark.Pen.Width(mark.Text))
	one := int(math.Float32bits(1))
	for _, v := range append(append([]int{}, box...), 1, one, one, left, units(mark.Y), len(codes), fixed, 0, 0, 0, 0, 0, offset) {
		head = binary.LittleEndian.AppendUint32(head, uint32(v))
	}
	for _, c := range codes {
		head = binary.LittleEndian.AppendUint16(head, c)
	}
	for len(head)+8 < offset {
		head = append(head, 0)
	}
	so := 0
	for i := range letters {
		to := units(mark.Pen.Width(string(letters[:i+1])))
		for k := range len(utf16.Encode(letters[i : i+1])) {
			if k > 0 {
				to = so // the second half of a pair has no width
			}
			steps = binary.LittleEndian.AppendUint32(steps, uint32(to-so))
			so = to
		}
	}
	m.bytes(recordText, head, steps)
	m.selected(systemFont)
	m.record(recordDelete, handle)
}

// bytes is a record of raw fields.
func (m *metafile) bytes(kind uint32, fields ...[]byte) {
	size := 8
	for _, f := range fields {
		size += len(f)
	}
	m.records = binary.LittleEndian.AppendUint32(m.records, kind)
	m.records = binary.LittleEndian.AppendUint32(m.records, uint32(size))
	for _, f := range fields {
		m.records = append(m.records, f...)
	}
	m.count++
}
