package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"tongket/report/annex"
)

func TestSVG(t *testing.T) {
	for _, c := range []annex.Chart{poverty(), ranked(), grid(), spark1()} {
		svg, err := SVG(c, 620, 300)
		if err != nil {
			t.Errorf("SVG(%s): %v", c.Kind, err)
			continue
		}
		if err := wellFormed(svg); err != nil {
			t.Errorf("SVG(%s) is not XML: %v\n%s", c.Kind, err, svg)
		}
	}
}

func wellFormed(svg []byte) error {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// What a chart says must be in the picture, in Vietnamese.
func TestSVGHoldsItsFigures(t *testing.T) {
	svg, err := SVG(poverty(), 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">12,04<", ">5,30<", ">2,50<", ">2015<", ">2025<", ">%<", ">Thực hiện<", ">Mục tiêu Nghị quyết năm 2020: 5,5<"} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("SVG lacks %s", want)
		}
	}
}

// An engine's second drawing of a chart is that of a fresh engine.
func TestSVGSameBytes(t *testing.T) {
	var e Engine
	first, err := e.SVG(poverty(), 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.SVG(ranked(), 620, 300); err != nil {
		t.Fatal(err)
	}
	again, err := e.SVG(poverty(), 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := SVG(poverty(), 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, again) || !bytes.Equal(first, fresh) {
		t.Error("the same chart gave different bytes")
	}
}

func TestSVGKeepsHostileLabels(t *testing.T) {
	c := poverty()
	c.Categories[0] = `</text><script>alert(1)</script>&"'`
	svg, err := SVG(c, 620, 300)
	if err != nil {
		t.Fatal(err)
	}
	if err := wellFormed(svg); err != nil {
		t.Error(err)
	}
	if strings.Contains(string(svg), "<script") {
		t.Error("a label became an element")
	}
}

func TestMeasureText(t *testing.T) {
	tests := []struct {
		text, font string
		want       float64
	}{
		{"00", "12px sans-serif", 12},
		{"00", "normal bold 12px Arial", 12},
		{"M", "10px Arial", 8.89},
		{"M", "bold 10px Arial", 9.44},
		{"国", "14px Arial", 14},
		{"0", "", 6},
	}
	for _, tt := range tests {
		if got := measureText(tt.text, tt.font); got != tt.want {
			t.Errorf("measureText(%q, %q) = %v, want %v", tt.text, tt.font, got, tt.want)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	b.ReportAllocs()
	var e Engine
	for b.Loop() {
		if _, err := e.SVG(poverty(), 620, 300); err != nil {
			b.Fatal(err)
		}
	}
}
