package book

import (
	"bytes"
	"sort"

	"tongket/ingest"
)

// An odsBook is what the tables of one OpenDocument spreadsheet share.
type odsBook struct {
	*book
	styles  map[string]*odsStyle // by family and name
	faces   map[string]string    // families of the declared fonts
	formats map[string]string    // data styles as number format codes
	cells   map[string]uint16    // cell styles used so far: index into list
	list    []ingest.Style
	classes []fontClass // of each in list
	grids   []*gridBuilder
	locked  bool
}

// readODS reads content.xml; all tables are in that one part, so that damage
// to it leaves nothing.
func (b *book) readODS(c *container) ([]ingest.Grid, []ingest.Issue) {
	o := &odsBook{book: b, styles: map[string]*odsStyle{}, faces: map[string]string{}, formats: map[string]string{}}
	for _, part := range []struct {
		name string
		read func(*xmlScanner)
		need bool
	}{{"META-INF/manifest.xml", o.readManifest, false}, {"styles.xml", o.readStyles, false}, {"content.xml", o.readContent, true}} {
		if !part.need && !c.has(part.name) {
			continue
		}
		err := c.scan(part.name, func(x *xmlScanner) {
			x.anyPrefix = true
			part.read(x)
		})
		if o.locked {
			return nil, b.fail(ingest.CodeEncrypted)
		}
		if err != nil {
			return nil, b.corrupt(part.name, err)
		}
	}
	return o.finish(), nil
}

// readFlatODS reads the form of OpenDocument that is one XML file.
func (b *book) readFlatODS(data []byte) ([]ingest.Grid, []ingest.Issue) {
	o := &odsBook{book: b, styles: map[string]*odsStyle{}, faces: map[string]string{}, formats: map[string]string{}}
	x := newXMLScanner(bytes.NewReader(data), bufferSize, nil)
	x.anyPrefix = true
	o.readContent(x)
	if x.err != nil {
		return nil, b.corrupt("XML", x.err)
	}
	return o.finish(), nil
}

func (o *odsBook) finish() []ingest.Grid {
	var grids []ingest.Grid
	for _, g := range o.grids {
		g.Styles = o.list
		grids = o.finishGrid(grids, g, o.classes)
	}
	return grids
}

func (o *odsBook) readManifest(x *xmlScanner) {
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			o.locked = o.locked || string(x.name) == "encryption-data"
		}
	}
}

// readContent reads the tables of content.xml.
func (o *odsBook) readContent(x *xmlScanner) {
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			switch {
			case x.depth() == 4 && string(x.name) == "table":
				t := &odsTable{odsBook: o, x: x}
				t.read()
			case x.depth() == 4 && string(x.name) == "tracked-changes":
				x.skip()
			default:
				o.style(x)
			}
		}
	}
}

// An odsTable reads one table.
type odsTable struct {
	*odsBook
	*gridBuilder
	x         *xmlScanner
	row, col  int32 // the next
	columns   []odsColumns
	rowStyle  string
	rowRepeat int32
	rowCells  int // len(Cells) at the start of the row
	rowMerges int
	buf       []byte
}

// odsColumns are the columns up to one, from the one before.
type odsColumns struct {
	upTo  int32
	style string
}

func (t *odsTable) read() {
	x := t.x
	style := t.styles["table:"+x.attrString("style-name")]
	t.gridBuilder = t.newGrid(tidyUnicode(x.attrString("name")), style != nil && style.hidden)
	t.grids = append(t.grids, t.gridBuilder)
	t.row, t.col = 1, 1
	level := x.depth()
	var groups []bool // hidden, of the groups around
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenClose:
			if x.depth() < level {
				return
			}
			if name := string(x.name); (name == "table-row-group" || name == "table-column-group") && len(groups) > 0 {
				groups = groups[:len(groups)-1]
			}
		case tokenOpen:
			switch string(x.name) {
			case "table-row-group", "table-column-group":
				shown := len(groups) == 0 || groups[len(groups)-1]
				groups = append(groups, shown && x.attrBool("display", true))
			case "table-header-rows", "table-rows", "table-header-columns", "table-columns":
			case "table-column":
				t.column(len(groups) > 0 && !groups[len(groups)-1])
			case "table-row":
				t.readRow(len(groups) > 0 && !groups[len(groups)-1])
			default:
				x.skip()
			}
		}
	}
}

func (t *odsTable) column(hidden bool) {
	n := t.x.repeat("number-columns-repeated", ingest.MaxCol)
	visibility := t.x.attrString("visibility")
	if hidden || visibility == "collapse" || visibility == "filter" {
		t.hideCols(t.col, t.col+n-1)
	} else if s := t.styles["table-column:"+t.x.attrString("style-name")]; s != nil {
		t.widen(t.col, t.col+n-1, lettersOf(s.width))
	}
	t.col = min(t.col+n, ingest.MaxCol+1)
	t.columns = append(t.columns, odsColumns{t.col - 1, t.x.attrString("default-cell-style-name")})
}

func (t *odsTable) readRow(hidden bool) {
	x := t.x
	t.rowRepeat = x.repeat("number-rows-repeated", ingest.MaxRow)
	t.rowStyle = x.attrString("default-cell-style-name")
	t.rowCells, t.rowMerges, t.col = len(t.Cells), len(t.Merges), 1
	visibility := x.attrString("visibility")
	for level := x.depth(); ; {
		tok := x.next()
		if tok == tokenEnd {
			return
		}
		if tok == tokenClose && x.depth() < level {
			break
		}
		if tok == tokenOpen {
			switch string(x.name) {
			case "table-cell", "covered-table-cell":
				t.cell()
			default:
				x.skip()
			}
		}
	}
	last := min(t.row+t.rowRepeat-1, ingest.MaxRow)
	if hidden || visibility == "collapse" || visibility == "filter" {
		t.hideRows(t.row, last)
	}
	if visibility == "filter" {
		t.Filter = t.Filter.With(ingest.Range{Row1: t.row, Col1: 1, Row2: last, Col2: ingest.MaxCol})
	}
	cells, merges := t.Cells[t.rowCells:len(t.Cells):len(t.Cells)], t.Merges[t.rowMerges:len(t.Merges):len(t.Merges)]
	if !t.repeats(int(last-t.row) * (len(cells) + len(merges))) {
		last = t.row
	}
	for r := t.row + 1; r <= last && len(cells)+len(merges) > 0; r++ {
		for _, c := range cells {
			c.Row = r
			t.put(c)
		}
		for _, m := range merges {
			t.Merges = append(t.Merges, ingest.Range{Row1: m.Row1 + r - t.row, Col1: m.Col1, Row2: m.Row2 + r - t.row, Col2: m.Col2})
		}
	}
	t.row = min(t.row+t.rowRepeat, ingest.MaxRow+1)
}

func (t *odsTable) styleName(own string) string {
	if own != "" {
		return own
	}
	if t.rowStyle != "" {
		return t.rowStyle
	}
	if k := sort.Search(len(t.columns), func(k int) bool { return t.columns[k].upTo >= t.col }); k < len(t.columns) {
		return t.columns[k].style
	}
	return ""
}
