package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"testing"

	"tongket/report/chart/fonts"
)

// What a PDF says of a style is what its file says, in thousandths of the em of
// 2,048 units.
func TestFaces(t *testing.T) {
	for s := range programs {
		p := programs[s]()
		thousandths := func(table string, at int) int {
			return int(float64(int16(binary.BigEndian.Uint16(p.tables[table][at:]))) * 1000 / 2048)
		}
		box := fmt.Sprint(thousandths("head", 36), thousandths("head", 38), thousandths("head", 40), thousandths("head", 42))
		angle := int(int16(binary.BigEndian.Uint16(p.tables["post"][4:])))
		flags := 4 // not the standard Latin letters alone
		if angle != 0 {
			flags += 64
		}
		weight := binary.BigEndian.Uint16(p.tables["OS/2"][4:])
		if weight >= 600 {
			flags += 262144
		}
		want := face{faces[s].name, flags, angle, 50 + int(math.Pow(float64(weight)/65, 2)), box}
		if faces[s] != want {
			t.Errorf("style %d: %+v, its file says %+v", s, faces[s], want)
		}
		if got := thousandths("OS/2", 88); got != capHeight {
			t.Errorf("style %d: capitals are %d high, want %d", s, got, capHeight)
		}
	}
}

// A font that was cut draws each letter, and what it is made of, as the whole
// font does, and nothing else.
func TestCut(t *testing.T) {
	letters := []rune(" ,0123456789aệĐỘƯỸ□")
	for s := range programs {
		p := programs[s]()
		data, glyphs := p.cut(letters)
		tables := tablesOf(data)
		cut := program{tables: tables, loca: offsetsOf(tables["loca"])}
		n := len(cut.loca) - 1
		if int(binary.BigEndian.Uint16(tables["maxp"][4:])) != n || int(binary.BigEndian.Uint16(tables["hhea"][34:])) != n || len(tables["hmtx"]) != 4*n {
			t.Fatalf("style %d: %d glyphs, the tables say otherwise", s, n)
		}
		seen := map[uint16]bool{0: true}
		var check func(r rune, glyph, now uint16)
		check = func(r rune, glyph, now uint16) {
			seen[now] = true
			want, got := slices.Clone(p.outline(glyph)), cut.outline(now)
			parts := cut.parts(now)
			for i, number := range partNumbers(want) {
				check(r, binary.BigEndian.Uint16(number), parts[i])
				binary.BigEndian.PutUint16(number, parts[i])
			}
			if len(got) < len(want) || !bytes.Equal(got[:len(want)], want) || len(got) > len(want)+3 {
				t.Errorf("style %d: %c: glyph %d is drawn otherwise", s, r, glyph)
			}
			if w, v := 4*int(glyph), 4*int(now); !bytes.Equal(tables["hmtx"][v:v+4], p.tables["hmtx"][w:w+4]) {
				t.Errorf("style %d: %c: glyph %d is of another width", s, r, glyph)
			}
		}
		for _, r := range letters {
			if p.glyph(r) == 0 {
				t.Errorf("style %d has no %c", s, r)
			}
			check(r, p.glyph(r), glyphs[r])
		}
		if len(seen) != n {
			t.Errorf("style %d: %d glyphs are used of %d", s, len(seen), n)
		}
		if checksum(tables["glyf"]) != binary.BigEndian.Uint32(data[12+16*2+4:]) { // the third table
			t.Errorf("style %d: wrong checksum of the glyphs", s)
		}
	}
}

// Letters that a typeface is made of parts for are tested above: there are some.
func TestParts(t *testing.T) {
	n := 0
	p := programs[fonts.Regular]()
	for _, r := range "ÀÁẾỘỮỵ" {
		n += len(p.parts(p.glyph(r)))
	}
	if n == 0 {
		t.Error("no letter has parts: TestCut tests nothing of them")
	}
}

func TestAdvances(t *testing.T) {
	got := advances(fonts.Load(fonts.Regular), []rune{' ', '!', 'A', 'C', 'D'})
	if want := "32 [250 333] 65 [722] 67 [667 722]"; got != want {
		t.Errorf("widths %q, want %q", got, want)
	}
}
