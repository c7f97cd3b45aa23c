package docx

import (
	"tongket/report/annex"
	"tongket/report/table"
)

// A geometry is a sheet's orientation and margins, in millimetres.
type geometry struct {
	wide                     bool
	width, height            float64 // within the margins
	top, bottom, left, right float64
	folio, foot              float64 // from the edge to the page number, and to what stands at the foot
}

// The two geometries: margins as prescribed, and the same turned, so that the
// wide margin stays at the binding.
var (
	portrait  = geometry{width: 165, height: 257, top: 20, bottom: 20, left: 30, right: 15, folio: 10, foot: 10}
	landscape = geometry{wide: true, width: 257, height: 165, top: 30, bottom: 15, left: 20, right: 20, folio: 20, foot: 10}
)

// pageOf is the geometry of an annex's pages.
func (d *document) pageOf(a annex.Annex) geometry {
	if a.Landscape {
		return d.lying
	}
	return d.upright
}

// turned is an upright geometry turned to the left.
func (g geometry) turned() geometry {
	return geometry{
		wide: true, width: g.height, height: g.width, top: g.left, bottom: g.right, left: g.bottom, right: g.top,
		folio: min(g.folio+10, g.left-5), foot: min(g.foot, g.right-2),
	}
}

func (g geometry) area() table.Page {
	return table.Page{Wide: g.wide, Width: g.width, Height: g.height}
}

// A section is pages of one geometry.
type section struct {
	page   geometry
	first  bool // opens the document: its first page has no number
	framed bool // a cover

	continuous bool      // goes on below the one before
	columns    []float64 // widths, with a gutter between; nil: one
}

// section writes the properties of a section, in the order of CT_SectPr. The
// page number of the first section is that of all that follow.
func (d *document) section(s section) {
	d.begin("w:sectPr")
	titled := false
	if s.first {
		titled = d.references()
		d.opened = true
	}
	begins := "nextPage"
	if s.continuous {
		begins = "continuous"
	}
	d.empty("w:type", "w:val", begins)
	g := s.page
	size := []string{"w:w", twips(g.left + g.width + g.right), "w:h", twips(g.top + g.height + g.bottom)}
	if g.wide {
		size = append(size, "w:orient", "landscape")
	}
	d.empty("w:pgSz", size...)
	d.empty("w:pgMar", "w:top", twips(g.top), "w:right", twips(g.right), "w:bottom", twips(g.bottom), "w:left", twips(g.left),
		"w:header", twips(g.folio), "w:footer", twips(g.foot), "w:gutter", "0")
	if s.framed {
		d.begin("w:pgBorders", "w:offsetFrom", "text")
		for _, side := range []string{"top", "left", "bottom", "right"} {
			d.empty("w:"+side, "w:val", "double", "w:sz", "6", "w:space", "1", "w:color", "000000")
		}
		d.end(1)
	}
	if len(s.columns) > 0 {
		d.begin("w:cols", "w:num", itoa(len(s.columns)), "w:equalWidth", "0")
		for i, width := range s.columns {
			space := twips(gutter)
			if i == len(s.columns)-1 {
				space = "0"
			}
			d.empty("w:col", "w:w", twips(width), "w:space", space)
		}
		d.end(1)
	} else {
		d.empty("w:cols", "w:space", "708")
	}
	if titled {
		d.empty("w:titlePg")
	}
	d.end(1)
}
