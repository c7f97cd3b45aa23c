package layout

import (
	"strings"
	"unicode"

	"tongket/ingest"
	"tongket/ingest/words"
)

// A columnProfile counts the cells of a column by class, in the rows of a body.
type columnProfile struct {
	count [classes]int
	rows  int // with anything
}

func (p *columnProfile) numbers() int {
	return p.count[classNumber] + p.count[classYear] + p.count[classVague]
}

func (p *columnProfile) texts() int { return p.count[classText] + p.count[classPeriod] }

// named tells a column of texts, or of numbers in words and ranges; figures one
// of numbers. Of neither is what is empty or holds marks alone.
func (p *columnProfile) named() bool {
	plain := p.count[classNumber] + p.count[classYear] + p.count[classMark]
	return p.texts()+p.count[classVague] > plain && (p.texts() > 0 || p.count[classVague] > max(2, 2*plain))
}

func (p *columnProfile) figures() bool {
	return p.numbers()+p.count[classMark] > 0 && !p.named()
}

// columnProfiles are the profiles of the columns of an area in its rows from
// body on, by column from the area's left.
func (x *finder) columnProfiles(s *sheet, block area, h header, body int) []columnProfile {
	width := block.left
	for i := body; i < block.bottom; i++ {
		if cells := s.cells(i, block.left, block.right); len(cells) > 0 {
			width = max(width, cells[len(cells)-1].Col)
		}
	}
	list := make([]columnProfile, width-block.left+1)
	for i := body; i < block.bottom && i < body+sampled; i++ {
		if x.newHeader(s, block, i, h) || x.columnNumbers(s, block, i) {
			continue
		}
		from, cells := s.span(i, block.left, block.right)
		for k := range cells {
			if class := s.classes[from+k]; class != classBlank {
				p := &list[cells[k].Col-block.left]
				p.count[class]++
				p.rows += int(min(s.extent(&cells[k]).Row2, s.rows[block.bottom-1].row) - cells[k].Row + 1)
			}
		}
	}
	return list
}

// sampled are the rows of a body that are looked at for what its columns are.
const sampled = 3000

// sideBySide parts a block where names stand behind figures and before other
// figures: each part is a table of its own, or tables. It is nil if the block is
// one table.
func (x *finder) sideBySide(s *sheet, block area, h header, d int) []*table {
	strips := x.strips(s, block, h, d)
	if len(strips) < 2 {
		return nil
	}
	var list []*table
	for n, st := range strips {
		part := x.tables(s, area{block.top, block.bottom, st[0], st[1]}, block)
		if len(part) == 0 {
			if beside := (area{block.top, block.bottom, st[0] - 1, st[0] - 1}); n > 0 && holds(s, beside, classBlank) && holds(s, area{d, block.bottom, st[0], st[1]}, classNumber) {
				return nil // what cannot be read without the columns left of it is no table
			}
			continue
		}
		list = append(list, part...)
	}
	if len(list) == 0 {
		return nil
	}
	return list
}

// holds tells an area with a cell of a class, or for the blank one with any other.
func holds(s *sheet, a area, class cellClass) bool {
	for i := a.top; i < a.bottom; i++ {
		from, cells := s.span(i, a.left, a.right)
		for k := range cells {
			if own := s.classes[from+k]; own != classBlank && (own == class || class == classBlank) {
				return true
			}
		}
	}
	return false
}

// strips are the runs of columns that hold names and then figures.
func (x *finder) strips(s *sheet, block area, h header, d int) [][2]int32 {
	list := x.columnProfiles(s, block, h, d)
	var strips [][2]int32
	from, figures := 0, 0 // where the strip begins; the columns of figures in it
	for k := range list {
		switch {
		case figures > 0 && (x.beginsStub(s, block, h, list, k) || x.beginsAgain(s, block, h, list, from, k)):
			start := x.numbersBefore(s, block, h, list, from, k)
			strips = append(strips, [2]int32{block.left + int32(from), block.left + int32(start) - 1})
			from, figures = start, 0
		case list[k].figures() && (figures > 0 || x.isFigureColumn(s, block, h, list, from, k)):
			figures++
		}
	}
	return append(strips, [2]int32{block.left + int32(from), block.right})
}

// isFigureColumn tells figures from serial numbers, codes and years: names stand
// before them in their strip, and no column of names that goes with them behind.
func (x *finder) isFigureColumn(s *sheet, block area, h header, list []columnProfile, from, k int) bool {
	named := false
	for j := from; j < k; j++ {
		named = named || list[j].named() || x.dates(s, block, h, list, j)
	}
	if x.stubNumbers(s, block, h, list, k) || !named && x.dates(s, block, h, list, k) {
		return false
	}
	return named || !x.namesBehind(s, block, h, list, k)
}

// namesBehind tells that a column of names follows with no gap.
func (x *finder) namesBehind(s *sheet, block area, h header, list []columnProfile, k int) bool {
	for j := k + 1; j < len(list) && list[j].rows > 0; j++ {
		if list[j].named() && x.headRoleOf(s, h, block.left+int32(j)) != words.RoleNote {
			return true
		}
	}
	return false
}

// dates tells a column of nothing but years in turn, which is headed by no year.
func (x *finder) dates(s *sheet, block area, h header, list []columnProfile, k int) bool {
	if list[k].rows < 2 || list[k].count[classYear] < list[k].rows {
		return false
	}
	col := block.left + int32(k)
	if over := x.headOver(s, block, h.rows[len(h.rows)-1:], col); over != nil && x.isPeriod(s.text(over)) {
		return false
	}
	var years []int
	for i := h.bottom() + 1; i < block.bottom; i++ {
		if c := s.inRow(i, col); c != nil {
			if y, ok := x.yearOf(s, c); ok {
				years = append(years, y)
			}
		}
	}
	return yearsInTurn(years)
}

// beginsStub tells that column k holds the names of the figures right of it: of
// most rows that have figures there, and neither units nor remarks.
func (x *finder) beginsStub(s *sheet, block area, h header, list []columnProfile, k int) bool {
	if !list[k].named() {
		return false
	}
	last := k
	for last+1 < len(list) && list[last+1].named() {
		last++
	}
	figures := 0
	for j := last + 1; j < len(list) && !list[j].named(); j++ {
		if list[j].figures() {
			figures = max(figures, list[j].numbers()+list[j].count[classMark])
		}
	}
	if figures == 0 || 2*list[k].rows < figures || list[k].count[classPeriod] == list[k].texts() && list[k].count[classVague] == 0 && namedBefore(list, k) {
		return false
	}
	col := block.left + int32(k)
	if x.fewTexts(s, block, h, col) || bareNumbers(s, block, h, col) {
		return false
	}
	switch x.headRoleOf(s, h, col) {
	case words.RoleNote, words.RoleUnit, words.RoleKind:
		return false
	}
	if over := x.headOver(s, block, h.rows[len(h.rows)-1:], col); over != nil && x.isPeriod(s.text(over)) {
		return false
	}
	return !x.unitsIn(s, block, col, h)
}

// namedBefore tells that a column of names, and not of periods, stands left of the k-th.
func namedBefore(list []columnProfile, k int) bool {
	for j := range k {
		if list[j].named() && list[j].count[classText] > list[j].count[classPeriod] {
			return true
		}
	}
	return false
}

// fewTexts tells a column of few texts over and over, of which none names a row: "Đạt",
// "Không đạt".
func (x *finder) fewTexts(s *sheet, block area, h header, col int32) bool {
	seen, n := map[string]bool{}, 0
	for i := h.bottom() + 1; i < block.bottom && i < h.bottom()+lookAhead*4; i++ {
		c := s.inRow(i, col)
		if c == nil || c.Kind != ingest.Text || words.Tidy(c.Text) == "" {
			continue
		}
		if n := x.natures.Get(c.Text, x.nature); n.place+n.office > 0 {
			return false
		}
		seen[x.keys.Get(c.Text, words.Key)] = true
		n++
	}
	return n > 3 && 3*len(seen) <= n+1
}

// bareNumbers tells a column of which most texts are lists of numbers, which name
// nothing: "2, 10, 17.1".
func bareNumbers(s *sheet, block area, h header, col int32) bool {
	bare, n := 0, 0
	for i := h.bottom() + 1; i < block.bottom && i < h.bottom()+lookAhead*4; i++ {
		if c := s.inRow(i, col); c != nil && c.Kind == ingest.Text && words.Tidy(c.Text) != "" {
			n++
			bare += boolInt(!strings.ContainsFunc(c.Text, unicode.IsLetter))
		}
	}
	return 2*bare > n
}

// beginsAgain tells that column k is headed as the first column of the strip is,
// and that both hold names, kinds or periods.
func (x *finder) beginsAgain(s *sheet, block area, h header, list []columnProfile, from, k int) bool {
	for from < k && list[from].rows == 0 {
		from++
	}
	if from == k || list[k].rows == 0 || k+1 >= len(list) || !list[k+1].figures() && !list[k+1].named() {
		return false
	}
	left := block.left + int32(from)
	first, again := x.headText(s, h, left), x.headText(s, h, block.left+int32(k))
	if first == "" || first != again {
		return false
	}
	switch x.headRoleOf(s, h, left) {
	case words.RoleLabel, words.RolePlace, words.RoleYear:
		return true // also where more years than names stand below "Nội dung"
	}
	return list[from].named() || x.stubNumbers(s, block, h, list, from)
}

// numbersBefore is where the strip begins whose first names stand in column k:
// at the serial numbers, codes or sparse names right before them.
func (x *finder) numbersBefore(s *sheet, block area, h header, list []columnProfile, from, k int) int {
	for k-1 > from && (x.stubNumbers(s, block, h, list, k-1) || list[k-1].named() && x.headRoleOf(s, h, block.left+int32(k-1)) != words.RoleNote) {
		k--
	}
	return k
}

// stubNumbers tells a column of numbers that number or date the rows: 1, 2, 3 …,
// years that recur, or such as the header calls so.
func (x *finder) stubNumbers(s *sheet, block area, h header, list []columnProfile, k int) bool {
	col := block.left + int32(k)
	if !list[k].figures() || list[k].count[classMark] > list[k].numbers() {
		return false
	}
	switch x.headRoleOf(s, h, col) {
	case words.RoleSerial, words.RoleCode, words.RoleYear:
		return true
	case words.RoleNone:
		if over := x.headOver(s, block, h.rows[len(h.rows)-1:], col); over != nil && over.Kind == ingest.Text && words.HeadHint(over.Text) == words.RoleCode {
			return true
		}
	default:
		return false
	}
	return x.countsUp(s, block, h, col) || list[k].count[classYear] == list[k].rows && x.fewYears(s, block, h, col)
}

// fewYears tells that the years of a column recur.
func (x *finder) fewYears(s *sheet, block area, h header, col int32) bool {
	seen, n := map[int]bool{}, 0
	for i := h.bottom() + 1; i < block.bottom; i++ {
		if c := s.inRow(i, col); c != nil {
			if y, ok := x.yearOf(s, c); ok {
				seen[y], n = true, n+1
			}
		}
	}
	return len(seen) <= max(1, n/2)
}

// countsUp tells that the numbers of a column go up by one from row to row.
func (x *finder) countsUp(s *sheet, block area, h header, col int32) bool {
	last, n := 0, 0
	for i := h.bottom() + 1; i < block.bottom; i++ {
		c := s.inRow(i, col)
		if c == nil {
			continue
		}
		v, ok := x.wholeNumber(s, c)
		if !ok || n > 0 && v != last+1 && v != 1 {
			return false
		}
		last, n = v, n+1
	}
	return n > 2 && last < 1000
}

// unitsIn tells that most texts of a column are units.
func (x *finder) unitsIn(s *sheet, block area, col int32, h header) bool {
	units, texts := 0, 0
	for i := h.bottom() + 1; i < block.bottom && i < h.bottom()+40; i++ {
		if c := s.inRow(i, col); c != nil && c.Kind == ingest.Text && words.Tidy(c.Text) != "" {
			texts++
			units += boolInt(x.IsUnit(c.Text) || x.IsDitto(c.Text))
		}
	}
	return 2*units > texts
}
