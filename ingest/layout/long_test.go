package layout

import (
	"strings"
	"testing"
	"time"

	"tongket/ingest"
)

// TestLongTexts: a text as long as a cell can hold costs no more than many short ones,
// wherever it stands and whatever it repeats.
func TestLongTexts(t *testing.T) {
	const long = 32767
	pieces := []string{"năm ", "năm 2018 ", "2018-2019, ", "(", ")", "()", "- ", "; ", ", ", ": ", "/", "1/", "1.234 ", "9", "trong đó: ", "chia ra ", "số ", "tỷ lệ ", "% ", "người ", "triệu đồng ", "kế hoạch ",
		"thực hiện ", "ước ", "so với ", "huyện ", "tỉnh phú thọ ", "tổng số ", "đvt: ", "a", "a ", "ệ", "ệ ", "\n", " ", "\u00a0", "I. ", "1.1.", "*", "từ ", "đến ", "và ", "nữ ", "\"", "'", "=", "…", "–", "HĐND ", "0,0", "e", "ngày 1/1/2018 "}
	vocabulary := readVocabulary(t)
	for _, piece := range pieces {
		text := strings.Repeat(piece, long/len([]rune(piece)))
		start := time.Now()
		for _, place := range []string{"A1", "A2", "B2", "C2", "D2", "A3", "B3", "C3", "D3", "A6"} {
			g := draw("S", "Số hộ nghèo\n STT | Chỉ tiêu | ĐVT | Năm 2018\n 1 | Số hộ nghèo | hộ | 10\n 2 | Số hộ cận nghèo | hộ | 20\n\n Ghi chú")
			c := cellAt(t, &g, place)
			c.Kind, c.Num, c.Text = ingest.Text, 0, text
			readGrids(t, ingest.Options{Vocabulary: vocabulary}, g)
		}
		if d := time.Since(start); d > 30*time.Second {
			t.Errorf("%q: %v", piece, d)
		} else if d > 500*time.Millisecond {
			t.Logf("%q: %v", piece, d)
		}
	}
}
