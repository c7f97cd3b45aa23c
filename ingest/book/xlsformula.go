package book

import (
	"encoding/binary"
	"strconv"
	"strings"

	"tongket/ingest"
)

// place is a row and a column from 1.
type place struct{ row, col int32 }

// formulaElsewhere tells whether the tokens only say at which cell the shared
// formula or the array begins.
func formulaElsewhere(tokens []byte) (place, bool) {
	if len(tokens) < 5 || tokens[0] != 0x01 {
		return place{}, false
	}
	return place{int32(binary.LittleEndian.Uint16(tokens[1:])) + 1, int32(binary.LittleEndian.Uint16(tokens[3:])) + 1}, true
}

// functions of BIFF by number, with the number of arguments where it is fixed
// ([MS-XLS] 2.5.198.17).
var biffFunctions = map[int]struct {
	name string
	args int
}{
	0: {"COUNT", -1}, 1: {"IF", -1}, 2: {"ISNA", 1}, 3: {"ISERROR", 1}, 4: {"SUM", -1}, 5: {"AVERAGE", -1}, 6: {"MIN", -1}, 7: {"MAX", -1},
	8: {"ROW", -1}, 9: {"COLUMN", -1}, 10: {"NA", 0}, 12: {"STDEV", -1}, 15: {"SIN", 1}, 20: {"SQRT", 1}, 21: {"EXP", 1}, 22: {"LN", 1}, 23: {"LOG10", 1},
	24: {"ABS", 1}, 25: {"INT", 1}, 26: {"SIGN", 1}, 27: {"ROUND", 2}, 28: {"LOOKUP", -1}, 29: {"INDEX", -1}, 30: {"REPT", 2}, 31: {"MID", 3},
	32: {"LEN", 1}, 33: {"VALUE", 1}, 34: {"TRUE", 0}, 35: {"FALSE", 0}, 36: {"AND", -1}, 37: {"OR", -1}, 38: {"NOT", 1}, 39: {"MOD", 2}, 46: {"VAR", -1},
	48: {"TEXT", 2}, 64: {"MATCH", -1}, 65: {"DATE", 3}, 67: {"DAY", 1}, 68: {"MONTH", 1}, 69: {"YEAR", 1}, 74: {"NOW", 0}, 78: {"OFFSET", -1}, 100: {"CHOOSE", -1}, 101: {"HLOOKUP", -1},
	102: {"VLOOKUP", -1}, 115: {"LEFT", -1}, 116: {"RIGHT", -1}, 118: {"TRIM", 1}, 120: {"SUBSTITUTE", -1}, 124: {"FIND", -1}, 129: {"ISBLANK", 1},
	148: {"INDIRECT", -1}, 169: {"COUNTA", -1}, 183: {"PRODUCT", -1}, 197: {"TRUNC", -1}, 212: {"ROUNDUP", 2}, 213: {"ROUNDDOWN", 2}, 216: {"RANK", -1}, 221: {"TODAY", 0},
	227: {"MEDIAN", -1}, 228: {"SUMPRODUCT", -1}, 336: {"CONCATENATE", -1}, 337: {"POWER", 2}, 344: {"SUBTOTAL", -1}, 345: {"SUMIF", -1}, 346: {"COUNTIF", 2},
}

var biffOperators = map[byte]string{0x03: "+", 0x04: "-", 0x05: "*", 0x06: "/", 0x07: "^", 0x08: "&", 0x09: "<", 0x0A: "<=", 0x0B: "=", 0x0C: ">=", 0x0D: ">", 0x0E: "<>", 0x0F: " ", 0x10: ",", 0x11: ":"}

// formulaText writes parsed tokens as the formula was typed. It is "" if they
// hold something beyond sums, references, operators and the usual functions:
// then it is only known that there is a formula.
func (w *xlsBook) formulaText(tokens []byte, row, col int32) string {
	d := &fields{data: tokens}
	var stack []string
	pop := func(n int) []string {
		if n > len(stack) {
			d.err = errRecords
			return make([]string, n)
		}
		args := append([]string(nil), stack[len(stack)-n:]...)
		stack = stack[:len(stack)-n]
		return args
	}
	push := func(s string) { stack = append(stack, s) }
	for len(d.data) > 0 && d.err == nil {
		t := byte(d.u8())
		if t >= 0x40 {
			t = t&0x1F | 0x20 // the classes of an operand are written alike
		}
		switch {
		case biffOperators[t] != "":
			args := pop(2)
			push(args[0] + biffOperators[t] + args[1])
		case t == 0x12:
			push("+" + pop(1)[0])
		case t == 0x13:
			push("-" + pop(1)[0])
		case t == 0x14:
			push(pop(1)[0] + "%")
		case t == 0x15:
			push("(" + pop(1)[0] + ")")
		case t == 0x16:
			push("")
		case t == 0x17:
			push(`"` + strings.ReplaceAll(w.byteString(d), `"`, `""`) + `"`)
		case t == 0x19:
			if !w.attribute(d, func() { push("SUM(" + pop(1)[0] + ")") }) {
				return ""
			}
		case t == 0x1C:
			push(biffErrors[d.u8()])
		case t == 0x1D:
			push(strings.ToUpper(strconv.FormatBool(d.u8() != 0)))
		case t == 0x1E:
			push(strconv.Itoa(d.u16()))
		case t == 0x1F:
			push(strconv.FormatFloat(d.f64(), 'g', -1, 64))
		case t == 0x21, t == 0x22:
			n := -1
			if t == 0x22 {
				n = d.u8() & 0x7F
			}
			f, ok := biffFunctions[d.u16()&0x7FFF]
			if n < 0 {
				n = f.args
			}
			if !ok || n < 0 {
				return ""
			}
			push(f.name + "(" + strings.Join(pop(n), ",") + ")")
		case t == 0x24, t == 0x2C:
			r, c := d.u16(), w.columnField(d)
			push(w.reference(r, c, t == 0x2C, row, col))
		case t == 0x25, t == 0x2D:
			r1, r2 := d.u16(), d.u16()
			c1, c2 := w.columnField(d), w.columnField(d)
			push(w.reference(r1, c1, t == 0x2D, row, col) + ":" + w.reference(r2, c2, t == 0x2D, row, col))
		default:
			return ""
		}
	}
	if d.err != nil || len(stack) != 1 {
		return ""
	}
	return stack[0]
}

// attribute reads a control token: blanks, jumps, and the sum of one argument.
func (w *xlsBook) attribute(d *fields, sum func()) bool {
	kind := d.u8()
	switch {
	case kind&0x04 != 0: // CHOOSE: a table of jumps
		d.skip(2 * (d.u16() + 1))
	case kind&0x10 != 0:
		d.skip(2)
		sum()
	default:
		d.skip(2)
	}
	return d.err == nil
}

// columnField reads a column; in BIFF5 it is one byte and the flags are in the
// row.
func (w *xlsBook) columnField(d *fields) int {
	if w.biff8 {
		return d.u16()
	}
	return d.u8()
}

// reference writes a cell; relative ones of shared formulas are offsets from
// the cell that has the formula.
func (w *xlsBook) reference(r, c int, offset bool, row, col int32) string {
	flags := c
	if !w.biff8 {
		flags = r
		r &= 0x3FFF
	}
	relRow, relCol := flags&0x8000 != 0, flags&0x4000 != 0
	c &= 0xFF
	if offset && relRow {
		if w.biff8 {
			r = int(uint16(int(row) - 1 + int(int16(r))))
		} else {
			r = (int(row) - 1 + r) & 0x3FFF
		}
	}
	if offset && relCol {
		c = (int(col) - 1 + int(int8(c))) & 0xFF
	}
	return absolute(!relCol) + ingest.ColumnName(c+1) + absolute(!relRow) + strconv.Itoa(r+1)
}
