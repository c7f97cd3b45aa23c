package book

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// textUpTo appends the text of the element just opened, up to its end.
func (x *xmlScanner) textUpTo(dst []byte) []byte {
	for level := x.depth(); ; {
		switch x.next() {
		case tokenText:
			dst = x.appendText(dst)
		case tokenClose:
			if x.depth() < level {
				return dst
			}
		case tokenEnd:
			return dst
		}
	}
}

// repeat is a repetition, at least 1 and within the sheet.
func (x *xmlScanner) repeat(name string, limit int32) int32 {
	return int32(min(max(x.attrInt(name, 1), 1), int(limit)))
}

// appendText appends the text of the token, entities resolved.
func (x *xmlScanner) appendText(dst []byte) []byte {
	if x.cdata {
		return append(dst, x.text...)
	}
	dst, err := unescape(dst, x.text)
	x.fail(err)
	return dst
}

// attr returns the raw value of the attribute with that name, and whether it is
// there. A name ":id" asks for the id of any prefix.
func (x *xmlScanner) attr(name string) ([]byte, bool) {
	for rest := x.attrs; ; {
		var key, value []byte
		if key, value, rest = x.nextAttr(rest); key == nil {
			return nil, false
		}
		if string(key) == name {
			return value, true
		}
		if i := bytes.IndexByte(key, ':'); i >= 0 && (string(key[i:]) == name || x.anyPrefix && string(key[i+1:]) == name) {
			return value, true
		}
	}
}

// attrString is attr with entities resolved, and "" if there is none.
func (x *xmlScanner) attrString(name string) string {
	v, ok := x.attr(name)
	if !ok {
		return ""
	}
	b, err := unescape(nil, v)
	x.fail(err)
	return string(b)
}

// attrInt is the value as an integer, and fallback if there is none.
func (x *xmlScanner) attrInt(name string, fallback int) int {
	v, ok := x.attr(name)
	if !ok {
		return fallback
	}
	n, err := strconv.Atoi(string(bytes.TrimSpace(v)))
	if err != nil {
		return fallback
	}
	return n
}

// attrBool is the value of an xsd:boolean.
func (x *xmlScanner) attrBool(name string, fallback bool) bool {
	v, ok := x.attr(name)
	if !ok {
		return fallback
	}
	return string(v) == "1" || string(v) == "true" || string(v) == "on"
}

// nextAttr cuts the first attribute off; key is nil when there is none.
func (x *xmlScanner) nextAttr(a []byte) (key, value, rest []byte) {
	i := 0
	for i < len(a) && a[i] <= ' ' {
		i++
	}
	if i == len(a) {
		return nil, nil, nil
	}
	k := i
	for i < len(a) && a[i] != '=' && a[i] > ' ' {
		i++
	}
	key = a[k:i]
	for i < len(a) && a[i] <= ' ' {
		i++
	}
	if i == len(a) || a[i] != '=' || len(key) == 0 {
		x.fail(errXMLSyntax)
		return nil, nil, nil
	}
	for i++; i < len(a) && a[i] <= ' '; i++ {
	}
	if i == len(a) || a[i] != '"' && a[i] != '\'' {
		x.fail(errXMLSyntax)
		return nil, nil, nil
	}
	n := bytes.IndexByte(a[i+1:], a[i])
	if n < 0 {
		x.fail(errXMLSyntax)
		return nil, nil, nil
	}
	return key, a[i+1 : i+1+n], a[i+2+n:]
}

// unescape appends raw with its entities resolved.
func unescape(dst, raw []byte) ([]byte, error) {
	start := len(dst)
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			dst = append(dst, raw...)
			break
		}
		dst = append(dst, raw[:i]...)
		n := bytes.IndexByte(raw[i:], ';')
		if n < 0 {
			return dst, fmt.Errorf("%w: entity", errXMLSyntax)
		}
		r, ok := entity(raw[i+1 : i+n])
		if !ok {
			return dst, fmt.Errorf("%w: entity %.20q", errXMLSyntax, raw[i:i+n+1])
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[i+n+1:]
	}
	if !utf8.Valid(dst[start:]) {
		return dst, errXMLText
	}
	return dst, nil
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || n == 0 {
		return 0, false
	}
	return rune(n), true
}
