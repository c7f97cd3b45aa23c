package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A packedFacts is an element of the JSON form of Facts, a list: facts that
// follow each other, with what many of them have in common in tables.
//
//	{"sheets":[{"file":"so-lieu/bieu-1.xlsx","sheet":"Biểu 1"}],
//	 "names":[{"indicator":"ASXH-HN-SO","label":"Số hộ nghèo","unit":"hộ"}],
//	 "places":[{"place":"Huyện Tân Sơn","from":"row"}],
//	 "kinds":[{"years":{"from":2015,"to":2015},"measure":"actual","known":true,"decimals":0,"table":1}],
//	 "cells":[
//	    [0,8,3,0,0,0,4510,"4.510"],
//	    [0,8,4,0,0,0,4210,"4.210",{"whole":[7,4]}]]}
//
// The keys in the tables are the fields of Fact. A cell is a list: its sheet, its
// row and column from 1, its name, place and kind, the value, null where there is
// none, and the text as shown; sheet, name, place and kind are numbers of elements
// of the tables, from 0. What few facts have follows in an object: the figure that
// this one is a part of, by row and column ("wholeFile" and "wholeSheet" of the
// kind say where), and the cells that its formula adds up, by row and column of
// the first and of the last.
//
// Schema 1 had a Fact in the place of each such element, and is read too.
type packedFacts struct {
	Fact
	Sheets []sheetJSON `json:"sheets"`
	Names  []nameJSON  `json:"names"`
	Places []placeJSON `json:"places"`
	Kinds  []kindJSON  `json:"kinds"`
	Cells  packedCells `json:"cells"` // nil: the element is the Fact
}

type sheetJSON struct {
	File     string `json:"file"`
	Sheet    string `json:"sheet,omitempty"`
	Province string `json:"province,omitempty"`
}

type nameJSON struct {
	Indicator string `json:"indicator,omitempty"`
	Label     string `json:"label"`
	Unit      string `json:"unit,omitempty"`
}

type placeJSON struct {
	Place string `json:"place,omitempty"`
	From  Origin `json:"from,omitempty"`
	Group bool   `json:"group,omitempty"`
}

type kindJSON struct {
	Years      Period   `json:"years"`
	Measure    Measure  `json:"measure"`
	Known      bool     `json:"known"`
	Unsaid     bool     `json:"unsaid,omitempty"`
	Mark       Mark     `json:"mark,omitempty"`
	Bound      string   `json:"bound,omitempty"`
	Decimals   int      `json:"decimals"`
	Table      int      `json:"table,omitempty"`
	Part       PartKind `json:"part,omitempty"`
	WholeFile  string   `json:"wholeFile,omitempty"`
	WholeSheet string   `json:"wholeSheet,omitempty"`
}

// EncodeJSON writes the facts as a list, a cell a line, indented as a member of
// an object is. Equal facts of the same sources give equal bytes.
func (l *Facts) EncodeJSON(w io.Writer) error {
	if l.count == 0 {
		_, err := io.WriteString(w, "null")
		return err
	}
	e := factsEncoder{w: w, lines: []byte{'['}}
	for i, b := range l.batches {
		if i > 0 {
			e.lines = append(e.lines, ',')
		}
		if err := e.batch(b); err != nil {
			return err
		}
	}
	e.lines = append(e.lines, "\n  ]"...)
	return e.write()
}

type factsEncoder struct {
	w     io.Writer
	lines []byte // not yet written
}

func (e *factsEncoder) write() error {
	_, err := e.w.Write(e.lines)
	e.lines = e.lines[:0]
	return err
}

// batch writes the tables of a batch, a line each, and its cells.
func (e *factsEncoder) batch(b *Batch) error {
	e.table("\n    {", "sheets", each(b.sheets, func(s sheetSaid) any { return sheetJSON{s.file, s.sheet, s.province} }))
	e.table(",\n     ", "names", each(b.names, func(n nameSaid) any { return nameJSON{n.indicator, n.label, n.unit} }))
	e.table(",\n     ", "places", each(b.places, func(p placeSaid) any { return placeJSON{p.place, p.from, p.group} }))
	e.table(",\n     ", "kinds", each(b.kinds, func(k Basis) any {
		return kindJSON{k.Years, k.Measure, k.Known, k.Unsaid, k.Mark, k.Bound, k.Decimals, k.Table, k.Part, k.wholeFile, k.wholeSheet}
	}))
	e.lines = append(e.lines, ",\n     \"cells\":["...)
	for i := range b.rows {
		if i > 0 {
			e.lines = append(e.lines, ',')
		}
		e.lines = append(e.lines, "\n      "...)
		if err := e.cell(b, i); err != nil {
			return err
		}
		if len(e.lines) >= linesAtOnce {
			if err := e.write(); err != nil {
				return err
			}
		}
	}
	e.lines = append(e.lines, "\n     ]}"...)
	return nil
}

func each[T any](list []T, form func(T) any) []any {
	forms := make([]any, len(list))
	for i, v := range list {
		forms[i] = form(v)
	}
	return forms
}

func (e *factsEncoder) table(open, key string, list []any) {
	e.lines = append(append(append(e.lines, open...), '"'), key...)
	e.lines = append(append(e.lines, `":`...), compactJSON(list)...)
}

// compactJSON is v, which is made of texts, whole numbers and truth values, as JSON
// without escapes for HTML.
func compactJSON(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("ingest: %v", err)) // JSON has all of these
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func (e *factsEncoder) cell(b *Batch, i int) error {
	r := &b.rows[i]
	dst := append(e.lines, '[')
	for _, n := range [...]int{int(r.sheet), int(r.row), int(r.col), int(r.name), int(r.place), int(r.nature)} {
		dst = append(strconv.AppendInt(dst, int64(n), 10), ',')
	}
	if r.value == 0 && !b.kinds[r.nature].Known {
		dst = append(dst, "null"...)
	} else if text, ok := appendJSONNumber(dst, r.value); ok {
		dst = text
	} else {
		s := &b.sheets[r.sheet]
		return fmt.Errorf("%s: JSON has no number %v", Pos{s.file, s.sheet, r.row, r.col}, r.value)
	}
	dst = appendJSONText(append(dst, ','), b.raws[b.rawFrom(i):r.raw])
	if r.wholeRow != 0 || r.wholeCol != 0 || r.sums > 0 {
		var more cellMore
		if r.wholeRow != 0 || r.wholeCol != 0 {
			more.Whole = &[2]int32{r.wholeRow, r.wholeCol}
		}
		if r.sums > 0 {
			more.SumOf = cornersOf(b.sums[r.sums-1])
		}
		dst = append(append(dst, ','), compactJSON(more)...)
	}
	e.lines = append(dst, ']')
	return nil
}

// A cellMore is what few cells have.
type cellMore struct {
	Whole *[2]int32  `json:"whole,omitempty"` // row, column
	SumOf [][4]int32 `json:"sumOf,omitempty"` // row and column of the first cell and of the last
}

func cornersOf(ranges []Range) [][4]int32 {
	corners := make([][4]int32, len(ranges))
	for i, r := range ranges {
		corners[i] = [4]int32{r.Row1, r.Col1, r.Row2, r.Col2}
	}
	return corners
}

// appendJSONNumber leaves all but the usual numbers to encoding/json; ok is false
// for what JSON does not have.
func appendJSONNumber(dst []byte, v float64) (out []byte, ok bool) {
	if a := math.Abs(v); a == 0 || a >= 1e-6 && a < 1e21 {
		return AppendNumber(dst, v), true
	}
	text, err := json.Marshal(v)
	return append(dst, text...), err == nil
}

// appendJSONText writes a text as compactJSON does, which needs an encoder for
// each.
func appendJSONText(dst []byte, text string) []byte {
	quoted, err := jsontext.AppendQuote(dst, text)
	if err != nil || strings.Contains(text, lineSeparators) {
		return append(dst, compactJSON(text)...)
	}
	return quoted
}

// lineSeparators is what U+2028 and U+2029 begin with in UTF-8, for which
// encoding/json alone has escapes.
const lineSeparators = "\xe2\x80"

// DecodeJSON appends the facts of the list that comes next in dec, as EncodeJSON
// wrote it.
func (l *Facts) DecodeJSON(dec *json.Decoder) error {
	t, err := dec.Token()
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('[') {
		return fmt.Errorf("%v instead of a list", t)
	}
	var single []Fact // of schema 1
	for dec.More() {
		var p packedFacts
		if err := dec.Decode(&p); err != nil {
			return err
		}
		if p.Cells == nil {
			if single = append(single, p.Fact); len(single) < stride {
				continue
			}
		}
		l.Append(single...)
		single = single[:0]
		facts := make([]Fact, 0, len(p.Cells))
		err := p.each(func(f *Fact) error { facts = append(facts, *f); return nil })
		if err != nil {
			return err
		}
		l.Append(facts...)
	}
	l.Append(single...)
	_, err = dec.Token()
	return err
}

// EachOfJSON gives every fact of one element of the JSON form of Facts to take,
// which may change it.
func EachOfJSON(element []byte, take func(*Fact) error) error {
	var p packedFacts
	if err := json.Unmarshal(element, &p); err != nil {
		return err
	}
	if p.Cells == nil {
		return take(&p.Fact)
	}
	return p.each(take)
}

var errNoElement = errors.New("a cell names what is in no table")

func (p *packedFacts) each(take func(*Fact) error) error {
	for i := range p.Cells {
		c := &p.Cells[i]
		if c.sheet >= uint(len(p.Sheets)) || c.name >= uint(len(p.Names)) || c.place >= uint(len(p.Places)) || c.kind >= uint(len(p.Kinds)) {
			return errNoElement
		}
		s, n, at, k := &p.Sheets[c.sheet], &p.Names[c.name], &p.Places[c.place], &p.Kinds[c.kind]
		err := take(&Fact{
			Pos: Pos{s.File, s.Sheet, c.row, c.col}, Indicator: n.Indicator, Label: n.Label, Place: at.Place, Province: s.Province,
			Years: k.Years, Measure: k.Measure, Unsaid: k.Unsaid, Value: c.value, Known: k.Known, Unit: n.Unit, Mark: k.Mark, Raw: c.raw,
			Decimals: k.Decimals, Bound: k.Bound, Table: k.Table, PlaceFrom: at.From, Group: at.Group,
			Whole: Pos{k.WholeFile, k.WholeSheet, c.whole[0], c.whole[1]}, Part: k.Part, SumOf: c.sumOf,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// packedCells are the cells of packedFacts.
type packedCells []packedCell

type packedCell struct {
	sheet, name, place, kind uint // of the tables
	row, col                 int32
	value                    float64
	raw                      string
	whole                    [2]int32
	sumOf                    []Range
}

var errCell = errors.New("a cell is not [sheet, row, column, name, place, kind, value, text]")

// UnmarshalJSON reads all cells in one pass, which BenchmarkFactsAsJSON times.
func (l *packedCells) UnmarshalJSON(data []byte) error {
	if *l = nil; string(data) == "null" {
		return nil
	}
	dec := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if t, err := dec.ReadToken(); err != nil || t.Kind() != '[' {
		return errCell
	}
	*l = packedCells{}
	for dec.PeekKind() == '[' {
		var c packedCell
		if err := c.read(dec); err != nil {
			return errCell
		}
		*l = append(*l, c)
	}
	if t, err := dec.ReadToken(); err != nil || t.Kind() != ']' {
		return errCell
	}
	return nil
}

// read reads a list of eight or nine elements.
func (c *packedCell) read(dec *jsontext.Decoder) error {
	dec.ReadToken() // [
	var numbers [6]int64
	for i := range numbers {
		text, err := dec.ReadValue()
		if err != nil {
			return err
		}
		if numbers[i], err = strconv.ParseInt(string(text), 10, 32); err != nil {
			return err
		}
	}
	c.sheet, c.row, c.col = uint(numbers[0]), int32(numbers[1]), int32(numbers[2])
	c.name, c.place, c.kind = uint(numbers[3]), uint(numbers[4]), uint(numbers[5])
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	if value.Kind() != 'n' {
		if c.value, err = strconv.ParseFloat(string(value), 64); err != nil {
			return err
		}
	}
	raw, err := dec.ReadToken()
	switch {
	case err != nil:
		return err
	case raw.Kind() == '"':
		c.raw = raw.String()
	case raw.Kind() != 'n':
		return errCell
	}
	if dec.PeekKind() != ']' {
		if err := c.readMore(dec); err != nil {
			return err
		}
	}
	if end, err := dec.ReadToken(); err != nil || end.Kind() != ']' {
		return errCell
	}
	return nil
}

func (c *packedCell) readMore(dec *jsontext.Decoder) error {
	text, err := dec.ReadValue()
	if err != nil {
		return err
	}
	var more cellMore
	if err := json.Unmarshal(text, &more); err != nil {
		return err
	}
	if more.Whole != nil {
		c.whole = *more.Whole
	}
	for _, r := range more.SumOf {
		c.sumOf = append(c.sumOf, Range{r[0], r[1], r[2], r[3]})
	}
	return nil
}
