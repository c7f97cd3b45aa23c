package pdf

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"tongket/report/annex"
	"tongket/report/chart"
	"tongket/report/vi"
)

// TestBox: a chart that cannot be drawn is a box with its figures, and is told; the
// others are drawn.
func TestBox(t *testing.T) {
	one, two := 1.5, 1200.0
	c := annex.Chart{ID: "X", Kind: annex.Columns, Title: "Số hộ nghèo", Decimals: 1, Categories: []string{"2018", "2019"}, Series: []annex.Series{{Kind: annex.Yearly, Name: "Thực hiện", Values: []*float64{&one, &two}}}, Goal: &annex.Line{Value: 3, Label: "Mục tiêu 3"}}
	p := placedChart{c, c.Title, 400, columnsHeight}
	v := p.box()
	if got, want := v.text(), join([]string{vi.ChartUndrawn, "Thực hiện: 2018: 1,5; 2019: 1.200,0", "Mục tiêu 3"}); got != want {
		t.Errorf("box says %q, want %q", got, want)
	}
	for _, it := range v.items {
		if it.text != "" && (it.y > p.height || it.x < 0) {
			t.Errorf("%q at %v, %v", it.text, it.x, it.y)
		}
	}
	heat := annex.Chart{Kind: annex.Heat, Categories: []string{"2018"}, Rows: []string{"Huyện A", "Huyện B"}, Cells: [][]*float64{{&one}, {nil}}}
	if got := strings.Join(heat.Figures(), "|"); got != "Huyện A: 2018: 2" {
		t.Errorf("figures of a heat map: %q", got)
	}
	option, err := chart.Option(c)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var failed []int
	err = chart.Draw([]chart.Drawing{{ID: "bad", Option: "{", Width: 100, Height: 100}, {ID: "good", Option: string(option), Width: 400, Height: 280}}, nil, func(i int, svg []byte, err error) error {
		if err != nil {
			mu.Lock()
			defer mu.Unlock()
			failed = append(failed, i)
			return nil
		}
		if len(svg) == 0 {
			return errors.New("nothing is drawn")
		}
		return nil
	})
	if err != nil || len(failed) != 1 || failed[0] != 0 {
		t.Errorf("Draw: %v, failed %v", err, failed)
	}
}
