package phutho

import (
	"strconv"
	"strings"
)

// semicolons writes a one-sheet book as Excel with Vietnamese settings saves
// it: UTF-8 with a BOM, ";" between, decimal commas, lines ended by CR LF.
func semicolons(b *Book) []byte {
	s := b.Sheets[0]
	rows, cols := s.size()
	var out strings.Builder
	out.WriteString("\ufeff")
	for r := 1; r <= rows; r++ {
		for c := 1; c <= cols; c++ {
			if c > 1 {
				out.WriteByte(';')
			}
			if cell := s.at(r, c); cell != nil {
				out.WriteString(csvText(cell))
			}
		}
		out.WriteString("\r\n")
	}
	return []byte(out.String())
}

func csvText(c *Cell) string {
	if c.IsNum {
		return strings.Replace(strconv.FormatFloat(c.Num, 'f', -1, 64), ".", ",", 1)
	}
	return c.Text
}

// size is the last row and column with a cell.
func (s *Sheet) size() (rows, cols int) {
	for _, c := range s.Cells {
		rows, cols = max(rows, c.Row), max(cols, c.Col)
	}
	return rows, cols
}
