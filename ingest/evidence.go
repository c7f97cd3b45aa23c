package ingest

// Evidence says which cells gave each attribute of a figure.
type Evidence struct {
	Label, Place, Year, Measure, Unit Ground
}

// A Ground is what gave one attribute of a figure.
type Ground struct {
	From  GroundKind
	Cells []Pos  // the outermost first; a sheet's or a file's name has no cell
	Other string // what else was considered and lost: another role of the column, another line; "" = nothing
}

// GroundKind says where a ground stands.
type GroundKind string

const (
	GroundNone    GroundKind = ""        // nothing says it
	GroundCell    GroundKind = "cell"    // the figure's own cell, or its number format
	GroundRow     GroundKind = "row"     // texts of the figure's row
	GroundHead    GroundKind = "head"    // texts over its column
	GroundBand    GroundKind = "band"    // a row without figures above it
	GroundTitle   GroundKind = "title"   // the title block, or a caption
	GroundSheet   GroundKind = "sheet"   // the sheet's name
	GroundFile    GroundKind = "file"    // the file's name or its folder's
	GroundLabel   GroundKind = "label"   // the words of the label ("Tỷ lệ …" is a percentage)
	GroundTeam    GroundKind = "team"    // the team's nguon, against or beside what the cells say
	GroundDefault GroundKind = "default" // nothing says otherwise: an actual, the whole
)

// An Explained is a figure with its evidence.
type Explained struct {
	Fact
	Evidence Evidence
}

// Add adds a cell once.
func (g *Ground) Add(p Pos) {
	for _, q := range g.Cells {
		if q == p {
			return
		}
	}
	g.Cells = append(g.Cells, p)
}
