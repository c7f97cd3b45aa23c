package analysis

import (
	"encoding/json"
	"math"
	"strconv"
	"unicode/utf8"

	"tongket/ingest"
)

// A factEncoder appends facts as encoding/json writes them, without escapes for
// HTML: a job may have half a million of them, and reflection takes most of the
// time of writing them. A test holds it to encoding/json field by field.
type factEncoder struct {
	file, sheet, wholeFile, wholeSheet, indicator, label, place, province, unit jsonText
}

// A jsonText is a text as JSON writes it. Most facts have the same as the one
// before.
type jsonText struct {
	text    string
	written []byte
}

func (t *jsonText) append(b []byte, text string) []byte {
	if text != t.text || t.written == nil {
		t.text, t.written = text, appendText(t.written[:0], text)
	}
	return append(b, t.written...)
}

// optional appends a member, unless its text is empty.
func (t *jsonText) optional(b []byte, key, text string) []byte {
	if text == "" {
		return b
	}
	return t.append(append(b, key...), text)
}

func (e *factEncoder) append(b []byte, f *ingest.Fact) ([]byte, error) {
	b = appendPos(append(b, `{"pos":`...), f.Pos, &e.file, &e.sheet)
	b = e.indicator.optional(b, `,"indicator":`, f.Indicator)
	b = e.label.append(append(b, `,"label":`...), f.Label)
	b = e.place.optional(b, `,"place":`, f.Place)
	b = e.province.optional(b, `,"province":`, f.Province)
	b = appendInt(append(b, `,"years":{"from":`...), f.Years.From)
	b = appendInt(append(b, `,"to":`...), f.Years.To)
	b = appendText(append(b, `},"measure":`...), string(f.Measure))
	b, err := appendNumber(append(b, `,"value":`...), f.Value)
	b = strconv.AppendBool(append(b, `,"known":`...), f.Known)
	b = e.unit.optional(b, `,"unit":`, f.Unit)
	b = appendOptional(b, `,"mark":`, string(f.Mark))
	b = appendText(append(b, `,"raw":`...), f.Raw)
	b = appendInt(append(b, `,"decimals":`...), f.Decimals)
	b = appendOptional(b, `,"bound":`, f.Bound)
	if f.Table != 0 {
		b = appendInt(append(b, `,"table":`...), f.Table)
	}
	b = appendOptional(b, `,"placeFrom":`, string(f.PlaceFrom))
	if f.Group {
		b = append(b, `,"group":true`...)
	}
	if f.Whole != (ingest.Pos{}) {
		b = appendPos(append(b, `,"whole":`...), f.Whole, &e.wholeFile, &e.wholeSheet)
	}
	b = appendOptional(b, `,"part":`, string(f.Part))
	if len(f.SumOf) > 0 {
		b = appendRanges(append(b, `,"sumOf":`...), f.SumOf)
	}
	return append(b, '}'), err
}

func appendPos(b []byte, p ingest.Pos, file, sheet *jsonText) []byte {
	b = file.append(append(b, `{"file":`...), p.File)
	b = sheet.optional(b, `,"sheet":`, p.Sheet)
	if p.Row != 0 {
		b = appendInt(append(b, `,"row":`...), int(p.Row))
	}
	if p.Col != 0 {
		b = appendInt(append(b, `,"col":`...), int(p.Col))
	}
	return append(b, '}')
}

func appendRanges(b []byte, ranges []ingest.Range) []byte {
	for i, r := range ranges {
		b = append(b, "[,"[min(i, 1)])
		b = appendInt(append(b, `{"Row1":`...), int(r.Row1))
		b = appendInt(append(b, `,"Col1":`...), int(r.Col1))
		b = appendInt(append(b, `,"Row2":`...), int(r.Row2))
		b = append(appendInt(append(b, `,"Col2":`...), int(r.Col2)), '}')
	}
	return append(b, ']')
}

// appendOptional appends a member, unless its text is empty.
func appendOptional(b []byte, key, text string) []byte {
	if text == "" {
		return b
	}
	return appendText(append(b, key...), text)
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendNumber leaves all but the usual numbers to encoding/json, and so what
// JSON does not have.
func appendNumber(b []byte, v float64) ([]byte, error) {
	if a := math.Abs(v); a == 0 || a >= 1e-6 && a < 1e21 {
		return ingest.AppendNumber(b, v), nil
	}
	text, err := json.Marshal(v)
	return append(b, text...), err
}

// appendText leaves a text that needs escapes to encoding/json.
func appendText(b []byte, text string) []byte {
	if !plainText(text) {
		e := encoder{}
		quoted, _ := e.compact(text) // a string has no errors
		return append(b, quoted...)
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}

// plainText tells whether JSON holds a text as it is.
func plainText(text string) bool {
	ascii := true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < ' ' || c == '"' || c == '\\' {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	if ascii {
		return true
	}
	for _, r := range text {
		if r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			return false
		}
	}
	return true
}
