package html

import (
	"bytes"
	"encoding/json"
	"testing"
)

// A value is spelled as encoding/json does it.
func TestParse(t *testing.T) {
	for _, raw := range []string{
		`{}`, `[]`, `""`, `null`, `-1.5e3`, `{"b":1,"a":[1,{"z":"\"}]","y":{}}],"ab":[[],[[true]]]}`, `["\\",",","é\u003cb\u003e"]`, `[[{"d":1,"c":2}]]`,
	} {
		var v any
		d := json.NewDecoder(bytes.NewReader([]byte(raw)))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := newPool().intern(raw); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %s, %v; want %s", raw, got, err, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, raw := range []string{``, `{`, `[`, `"a`, `{"a"`, `{"a":`, `{"a":1`, `{a:1}`, `[1`, `[1 2]`, `[1,]`, `{"a":1,}`, `1 `, `[]]`, `"a"b`, `{"a":}`} {
		if v, err := parse(raw); err == nil {
			t.Errorf("parse(%q): %s, no error", raw, v.text)
		}
	}
}
