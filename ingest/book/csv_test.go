package book

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

func TestCSV(t *testing.T) {
	tests := []struct {
		name, in      string
		cells, issues string
	}{
		{
			name:  "semicolons where the comma is the decimal mark",
			in:    "Biểu 1;;\n\nHuyện, thành phố;2015;2016\nThanh Ba;1,5;2,5\nViệt Trì;3,5;4,5\n",
			cells: "A1 text Biểu 1\nA3 text Huyện, thành phố\nB3 text 2015\nC3 text 2016\nA4 text Thanh Ba\nB4 text 1,5\nC4 text 2,5\nA5 text Việt Trì\nB5 text 3,5\nC5 text 4,5",
		},
		{
			name:  "quoted breaks stay in one row, blank lines count",
			in:    "\"Chỉ\r\ntiêu\",\"1,5\"\r\n\r\n\"a \"\"b\"\"\",2\r\n",
			cells: "A1 text Chỉ\r\ntiêu\nB1 text 1,5\nA3 text a \"b\"\nB3 text 2",
		},
		{name: "tabs", in: "a\tb\n1\t2\n", cells: "A1 text a\nB1 text b\nA2 text 1\nB2 text 2"},
		{name: "bars", in: "a|b, c\n1|2\n", cells: "A1 text a\nB1 text b, c\nA2 text 1\nB2 text 2"},
		{name: "lines that end early, with decimal commas", in: "Tệp;Trang;Số cũ;Lý do;Người\na, b.csv;T;0,5;gõ nhầm\n", cells: "A1 text Tệp\nB1 text Trang\nC1 text Số cũ\nD1 text Lý do\nE1 text Người\nA2 text a, b.csv\nB2 text T\nC2 text 0,5\nD2 text gõ nhầm"},
		{name: "the separator that Excel asks for", in: "sep=;\na,b;c\n", cells: "A1 text a,b\nB1 text c"},
		{name: "text kept by a formula", in: "=\"0123\",x\n", cells: "A1 text 0123\nB1 text x"},
		{
			name:   "a quote that never closes swallows nothing",
			in:     "a,\"b\n1,2\n",
			cells:  "A1 text a\nB1 text \"b\nA2 text 1\nB2 text 2",
			issues: `f!B1 damaged-cell "\"b" ["text"]`,
		},
		{name: "old Mac line ends", in: "a,b\r1,2\r", cells: "A1 text a\nB1 text b\nA2 text 1\nB2 text 2"},
		{
			name:  "semicolons within labels between commas",
			in:    "Chỉ tiêu,ĐVT,2018\nSố hộ; cận nghèo,hộ,12\nSố xã; phường,xã,5\n",
			cells: "A1 text Chỉ tiêu\nB1 text ĐVT\nC1 text 2018\nA2 text Số hộ; cận nghèo\nB2 text hộ\nC2 text 12\nA3 text Số xã; phường\nB3 text xã\nC3 text 5",
		},
		{
			name:  "commas in titles and numbers between semicolons",
			in:    "Sở Lao động, Phú Thọ\nHuyện;2015\nA;1,5\nB;2,5\nC;3,5\n",
			cells: "A1 text Sở Lao động, Phú Thọ\nA2 text Huyện\nB2 text 2015\nA3 text A\nB3 text 1,5\nA4 text B\nB4 text 2,5\nA5 text C\nB5 text 3,5",
		},
		{
			name:  "a wider table below, with years alone in its header, and a note behind a row",
			in:    "Chỉ tiêu,2018\na,1\nb,2,ghi chú\n\nChỉ tiêu,ĐVT,2018,2019\nc,hộ,5,6\n",
			cells: "A1 text Chỉ tiêu\nB1 text 2018\nA2 text a\nB2 text 1\nA3 text b\nB3 text 2\nC3 text ghi chú\nA5 text Chỉ tiêu\nB5 text ĐVT\nC5 text 2018\nD5 text 2019\nA6 text c\nB6 text hộ\nC6 text 5\nD6 text 6",
		},
		{name: "decomposed letters", in: norm.NFD.String("Số hộ,1\n"), cells: "A1 text Số hộ\nB1 text 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			grids, issues := readBytes(t, "f", []byte(tt.in))
			if len(grids) != 1 {
				t.Fatalf("%d grids, issues %v", len(grids), issues)
			}
			equalText(t, "cells", cellsText(grids[0]), tt.cells)
			equalText(t, "issues", strings.ReplaceAll(issuesText(issues), "f!!", "f!"), tt.issues)
		})
	}
}

// TestLongRow: commas that separate and commas in numbers or labels, all of one file:
// nothing of it is read.
func TestLongRow(t *testing.T) {
	for in, want := range map[string]string{
		"Chỉ tiêu,ĐVT,2018,2019\nSố hộ,hộ,1.200,1.100\nTỷ lệ,%,5,25,4,75\n":    `f!A3 long-row "Tỷ lệ,%,5,25,4,75" ["6" "4"]`,
		"STT,Huyện,2015,2016\n1,Việt Trì,1,137,939\n":                          `f!A2 long-row "1,Việt Trì,1,137,939" ["5" "4"]`,
		"Chỉ tiêu,ĐVT,2018,2019\nTỷ lệ,%,5,25,\n":                              `f!A2 long-row "Tỷ lệ,%,5,25," ["5" "4"]`,
		"Chỉ tiêu,ĐVT,2018,2019,,\nSố hộ,hộ,1200,1100,,\nTỷ lệ,%,5,25,4,75\n":  `f!A3 long-row "Tỷ lệ,%,5,25,4,75" ["6" "4"]`, // as Excel fills rows up
		"Chỉ tiêu,ĐVT,2018,2019\nSố hộ nghèo, cận nghèo,hộ,1200,1100\na,hộ,1,": `f!A2 long-row "Số hộ nghèo, cận nghèo,hộ,1200,1100" ["5" "4"]`,
	} {
		grids, issues := readBytes(t, "f", []byte(in))
		if len(grids) > 0 {
			t.Errorf("%q is read", in)
		}
		equalText(t, "issues", strings.ReplaceAll(issuesText(issues), "f!!", "f!"), want)
	}
	for _, in := range []string{
		"Chỉ tiêu,ĐVT,2018,2019,\nSố hộ,hộ,1200,1100,98\n", // a number without a heading
		"STT,Huyện,Năm 2018,,\n1,2,3,4,5\n1,Việt Trì,7,8,9\n",
		"Huyện,2018,,2019,\nViệt Trì,100,5,120,4\n",
	} {
		if grids, issues := readBytes(t, "f", []byte(in)); len(grids) != 1 || len(issues) > 0 {
			t.Errorf("%q: issues %s", in, issuesText(issues))
		}
	}
}

// asTCVN3 and asVNI write text as the old fonts' codes, for tests: the reverse
// of what the decoders do, from the same tables.
func asTCVN3(s string) string {
	return strings.Map(func(r rune) rune {
		for code, letter := range letters[inTCVN3] {
			if letter == r && r >= 0x80 {
				return rune(code)
			}
		}
		return r
	}, s)
}

func asVNI(s string) string {
	var b strings.Builder
next:
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		lower := []rune(strings.ToLower(string(r)))[0]
		for code, letter := range vni.letters {
			if letter == lower {
				b.WriteString(matchCase(string(code), r))
				continue next
			}
		}
		for _, base := range "aeouyơư" {
			for code, mark := range vni.marks {
				if norm.NFC.String(string(base)+mark) == string(lower) {
					first := string(base)
					if base == 'ơ' {
						first = "ô"
					} else if base == 'ư' {
						first = "ö"
					}
					b.WriteString(matchCase(first+string(code), r))
					continue next
				}
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

func matchCase(s string, like rune) string {
	if strings.ToLower(string(like)) != string(like) {
		return strings.ToUpper(s)
	}
	return s
}

const sampleText = "Chỉ tiêu;Đơn vị tính;Năm 2015\nTổng số hộ nghèo đầu kỳ;hộ;12.345\nTỷ lệ lao động qua đào tạo;%;52,1\nNgười có công với cách mạng được hưởng trợ cấp ưu đãi;người;18.765\nXuất khẩu lao động, giới thiệu việc làm mới;người;2.500\n"

func TestEncodings(t *testing.T) {
	latin1 := func(s string) []byte {
		b, err := charmap.ISO8859_1.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy) []byte {
		b, _ := unicode.UTF16(order, bom).NewEncoder().String(sampleText)
		return []byte(b)
	}
	tests := []struct {
		name string
		data []byte
		enc  string
	}{
		{"UTF-8", []byte(sampleText), ""},
		{"UTF-8 with a mark", []byte("\xef\xbb\xbf" + sampleText), ""},
		{"UTF-16LE with a mark", utf16(unicode.LittleEndian, unicode.UseBOM), ""},
		{"UTF-16BE with a mark", utf16(unicode.BigEndian, unicode.UseBOM), ""},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM), ""},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.IgnoreBOM), ""},
		{"windows-1258", as1258(sampleText), "windows-1258"},
		{"TCVN3", latin1(asTCVN3(sampleText)), "TCVN3"},
		{"VNI", latin1(asVNI(sampleText)), "VNI"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, enc := toUnicode(tt.data)
			if strings.TrimPrefix(got, "\ufeff") != sampleText || enc != tt.enc {
				t.Errorf("%q: %s\nwant %q: %s", enc, got, tt.enc, sampleText)
			}
		})
	}
}

func TestLettersSavedAsUnicode(t *testing.T) {
	for name, encode := range map[string]func(string) string{"TCVN3": asTCVN3, "VNI": asVNI} {
		grids, issues := readBytes(t, "f", []byte(encode(sampleText)))
		want, _ := readBytes(t, "f", []byte(sampleText))
		equalText(t, name, cellsText(grids[0]), cellsText(want[0]))
		equalText(t, name, issuesText(issues), `f encoding "" ["`+name+`"]`)
	}
}

// as1258 writes windows-1258: letters that it lacks as a letter and a tone.
func as1258(s string) []byte {
	var out []byte
	enc := charmap.Windows1258
	for _, r := range s {
		if c, ok := enc.EncodeRune(r); ok {
			out = append(out, c)
			continue
		}
		base, tone, _ := splitTone(string(r))
		for _, part := range base + string(tone) {
			c, ok := enc.EncodeRune(part)
			if !ok {
				panic(string(part))
			}
			out = append(out, c)
		}
	}
	return out
}

func TestOneWayOnly(t *testing.T) {
	// Texts that must stay as they are whatever is tried on them.
	for _, s := range []string{"Diện tích (m²)", "25 °C", "café", "Số hộ nghèo", "có", "É", "«Hà Nội»", "±5", "10 µm", "Nguyễn Thị É"} {
		var d textDecoder
		if got := d.text(s, fontUnicode); got != s {
			t.Errorf("text(%q) = %q", s, got)
		}
	}
}
