package book

import (
	"encoding/binary"
	"strconv"
	"strings"

	"tongket/ingest"
)

// place is a row and a column from 1.
type place struct{ row, col int32 }

// formulaElsewhere reports whether the tokens only say at which cell the shared
// formula or the array begins.
func formulaElsewhere(tokens []byte) (place, bool) {
	if len(tokens) < 5 || tokens[0] != 0x01 {
		return place{}, false
	}
	return place{int32(binary.LittleEndian.Uint16(tokens[1:])) + 1, int32(binary.LittleEndian.Uint16(tokens[3:])) + 1}, true
}

// A biffFunction has its name and how many arguments it takes; -1 if a formula
// says so itself.
type biffFunction struct {
	name string
	args int
}

// biffFunctions are the functions of BIFF by their numbers.
var biffFunctions = func() map[int]biffFunction {
	functions := map[int]biffFunction{}
	for row := range table("functions.txt") {
		f := biffFunction{row[1], -1}
		if len(row) > 2 {
			f.args, _ = strconv.Atoi(row[2])
		}
		number, _ := strconv.Atoi(row[0])
		functions[number] = f
	}
	return functions
}()

// biffOperator is how an operator of two operands is written; "" for other tokens.
func biffOperator(token byte) string {
	operators := [...]string{"+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":"}
	if i := int(token) - 0x03; i >= 0 && i < len(operators) {
		return operators[i]
	}
	return ""
}

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
		case biffOperator(t) != "":
			args := pop(2)
			push(args[0] + biffOperator(t) + args[1])
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
			push(biffError(d.u8()))
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
