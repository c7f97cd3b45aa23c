package book

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"unicode/utf16"
)

const (
	errShortRecord readError = "record ends early"
	errRecords     readError = "records do not fit together"
	errOldExcel    readError = "of Excel 2 to 4"
)

// BIFF records, from [MS-XLS] 2.3.
const (
	recFormula    = 0x0006
	recFormula3   = 0x0206 // as some writers number it; the record is the same
	recFormula4   = 0x0406
	recEOF        = 0x000A
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recFont       = 0x0031
	recContinue   = 0x003C
	recCodePage   = 0x0042
	recColInfo    = 0x007D
	recFilterMode = 0x009B
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0

	recInterfaceHdr = 0x00E1
	recRRDHead      = 0x0138
	recUsrExcl      = 0x0194
	recFileLock     = 0x0195
	recRRDInfo      = 0x0196

	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recBlank      = 0x0201
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recArray      = 0x0221
	recRK         = 0x027E
	recFormat     = 0x041E
	recFormat5    = 0x001E
	recShrFmla    = 0x04BC
	recBOF        = 0x0809
)

// A record is one record with its continuations, which start at the offsets in
// joints.
type record struct {
	id     int
	data   []byte
	joints []int
}

// A recordReader splits a stream into records.
type recordReader struct {
	stream []byte
	pos    int
	err    error
}

// next joins the continuations of the records that have any that matter.
func (r *recordReader) next() (rec record, ok bool) {
	id, data, ok := r.one()
	if !ok {
		return record{}, false
	}
	rec = record{id: id, data: data}
	if id != recSST && id != recString && id != recLabel && id != recRString && id != recFormula {
		return rec, true
	}
	for r.pos+4 <= len(r.stream) && int(binary.LittleEndian.Uint16(r.stream[r.pos:])) == recContinue {
		_, more, ok := r.one()
		if !ok {
			return record{}, false
		}
		if len(rec.joints) == 0 {
			rec.data = bytes.Clone(rec.data)
		}
		rec.joints = append(rec.joints, len(rec.data))
		rec.data = append(rec.data, more...)
	}
	return rec, true
}

func (r *recordReader) one() (id int, data []byte, ok bool) {
	if r.pos+4 > len(r.stream) {
		r.err = io.ErrUnexpectedEOF
		return 0, nil, false
	}
	id, n := int(binary.LittleEndian.Uint16(r.stream[r.pos:])), int(binary.LittleEndian.Uint16(r.stream[r.pos+2:]))
	if r.pos+4+n > len(r.stream) {
		r.err = io.ErrUnexpectedEOF
		return 0, nil, false
	}
	if id == recFormula3 || id == recFormula4 {
		id = recFormula
	}
	data = r.stream[r.pos+4 : r.pos+4+n]
	r.pos += 4 + n
	return id, data, true
}

// fields reads the fields of a record; beyond its end they are 0 and err is
// set.
type fields struct {
	data []byte
	err  error
}

func (d *fields) take(n int) []byte {
	if n > len(d.data) {
		d.err = errShortRecord
		d.data = nil
		if n <= 8 {
			return make([]byte, n)
		}
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *fields) skip(n int) { d.take(n) }

func (d *fields) u8() int { return int(d.take(1)[0]) }

func (d *fields) u16() int { return int(binary.LittleEndian.Uint16(d.take(2))) }

func (d *fields) u32() uint32 { return binary.LittleEndian.Uint32(d.take(4)) }

func (d *fields) f64() float64 {
	return math.Float64frombits(binary.LittleEndian.Uint64(d.take(8)))
}

// unicode reads n characters of one or two bytes.
func (d *fields) unicode(n int, wide bool) string {
	if wide {
		return decodeUTF16(d.take(2 * n))
	}
	return decodeLatin1(d.take(n))
}

func decodeUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

func decodeLatin1(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// charmapBytes undoes decodeLatin1.
func charmapBytes(s string) []byte {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return b
}
