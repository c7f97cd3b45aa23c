package book

import (
	"path"
	"strconv"
	"strings"

	"tongket/ingest"
)

// An xlsxBook is what the sheets of one .xlsx share.
type xlsxBook struct {
	*book
	c         *container
	dir       string // of the workbook part
	date1904  bool
	sheets    []xlsxSheet
	styles    []ingest.Style
	dates     []bool      // of each style: its format shows a date or a time
	days      []bool      // … and more than a time
	fonts     []fontClass // of each style
	shared    sharedTexts
	relations map[string]relation
}

type xlsxSheet struct {
	name, id string
	hidden   bool
}

type xlsxFont struct {
	class        fontClass
	bold, strike bool
}

type relation struct{ kind, target string }

// readXLSX reads all sheets of a workbook.
//
// The package is read here and not by excelize: opening it there costs as much
// as scanning all sheets, it takes damaged parts without an error, and of what
// it gives only the styles would be used. excelize computes what no cached
// value tells (see compute).
func (b *book) readXLSX(c *container) ([]ingest.Grid, []ingest.Issue) {
	w := &xlsxBook{book: b, c: c}
	if c.isOutput() {
		return nil, b.fail(ingest.CodeOwnOutput)
	}
	main := w.mainPart()
	w.dir = path.Dir(main)
	var err error
	if w.relations, err = w.readRelations(main); err != nil {
		return nil, b.corrupt(relationsPart(main), err)
	}
	if err := c.scan(main, w.readWorkbook); err != nil {
		return nil, b.corrupt(main, err)
	}
	for _, part := range []struct {
		kind string
		read func(*xmlScanner)
	}{{"styles", w.readStyles}, {"sharedStrings", w.readStrings}} {
		if name := w.partOfKind(part.kind); name != "" {
			if err := c.scan(name, part.read); err != nil {
				return nil, b.corrupt(name, err)
			}
		}
	}
	w.finishStyles()
	w.countVotes()
	grids := w.readSheets()
	w.compute(grids)
	return grids, nil
}

// corrupt is the one issue of a file with a damaged part that all figures need.
func (b *book) corrupt(part string, err error) []ingest.Issue {
	if b.ctx.Err() != nil {
		return []ingest.Issue{}
	}
	return b.fail(ingest.CodeCorrupt, part, damage(err))
}

// mainPart finds the workbook by the package's relationships; a package
// without them has it at the usual place.
func (w *xlsxBook) mainPart() string {
	rels, err := w.readRelations("")
	if err == nil {
		for _, r := range rels {
			if r.kind == "officeDocument" && w.c.has(r.target) {
				return r.target
			}
		}
	}
	return "xl/workbook.xml"
}

func relationsPart(part string) string {
	dir, name := path.Split(part)
	return dir + "_rels/" + name + ".rels"
}

// readRelations gives the relationships of a part by id, with targets from the
// package's root and kinds without the namespace (which differs in strict
// files).
func (w *xlsxBook) readRelations(part string) (map[string]relation, error) {
	rels := map[string]relation{}
	err := w.c.scan(relationsPart(part), func(x *xmlScanner) {
		for {
			switch x.next() {
			case tokenEnd:
				return
			case tokenOpen:
				if string(x.name) != "Relationship" || x.attrString("TargetMode") == "External" {
					continue
				}
				target := x.attrString("Target")
				if !strings.HasPrefix(target, "/") {
					target = path.Join("/", path.Dir(part), target)
				}
				rels[x.attrString("Id")] = relation{path.Base(x.attrString("Type")), strings.TrimPrefix(target, "/")}
			}
		}
	})
	return rels, err
}

func (w *xlsxBook) partOfKind(kind string) string {
	least := ""
	for _, r := range w.relations {
		if r.kind == kind && (least == "" || r.target < least) {
			least = r.target
		}
	}
	return least
}

func (w *xlsxBook) readWorkbook(x *xmlScanner) {
	for {
		switch x.next() {
		case tokenEnd:
			return
		case tokenOpen:
			switch string(x.name) {
			case "workbookPr":
				w.date1904 = x.attrBool("date1904", false)
			case "sheet":
				if x.depth() != 3 {
					continue
				}
				state := x.attrString("state")
				w.sheets = append(w.sheets, xlsxSheet{tidyUnicode(x.attrString("name")), x.attrString(":id"), state == "hidden" || state == "veryHidden"})
			case "extLst":
				x.skip()
			}
		}
	}
}

// readSheets reads the worksheets in their order; chart sheets and dialogs
// hold no cells.
func (w *xlsxBook) readSheets() []ingest.Grid {
	var grids []ingest.Grid
	for _, s := range w.sheets {
		if w.ctx.Err() != nil {
			break
		}
		rel, ok := w.relations[s.id]
		if ok && rel.kind != "worksheet" {
			continue
		}
		if !ok {
			w.add(ingest.Pos{File: w.name, Sheet: s.name}, ingest.CodeCorrupt, "", relationsPart("xl/workbook.xml"), DamageMissing)
			continue
		}
		grids = w.readSheet(grids, s, rel.target)
	}
	return grids
}

// readStyles reads fonts, number formats and cell formats. Cell formats are
// kept by numbers until finishStyles, since the order of the lists is free.
func (w *xlsxBook) readStyles(x *xmlScanner) {
	formats := map[int]string{}
	var fonts []xlsxFont
	type xf struct{ format, font, indent int }
	var xfs []xf
	section := ""
	for {
		switch x.next() {
		case tokenEnd:
			w.styles, w.fonts = make([]ingest.Style, len(xfs)), make([]fontClass, len(xfs))
			for i, f := range xfs {
				code, ok := formats[f.format]
				if !ok {
					code = formatCodes[strconv.Itoa(f.format)]
				}
				if isGeneral(code) {
					code = ""
				}
				w.styles[i] = ingest.Style{Format: code, Indent: f.indent}
				if f.font >= 0 && f.font < len(fonts) {
					font := fonts[f.font]
					w.styles[i].Bold, w.styles[i].Strike, w.fonts[i] = font.bold, font.strike, font.class
				}
			}
			return
		case tokenOpen:
			if x.depth() == 2 {
				section = string(x.name)
			}
			switch string(x.name) {
			case "numFmt":
				if section == "numFmts" {
					formats[x.attrInt("numFmtId", -1)] = x.attrString("formatCode")
				}
			case "font":
				if section == "fonts" {
					fonts = append(fonts, xlsxFont{})
				}
			case "b":
				if section == "fonts" && len(fonts) > 0 {
					fonts[len(fonts)-1].bold = x.attrBool("val", true)
				}
			case "strike":
				if section == "fonts" && len(fonts) > 0 {
					fonts[len(fonts)-1].strike = x.attrBool("val", true)
				}
			case "name":
				if section == "fonts" && len(fonts) > 0 {
					fonts[len(fonts)-1].class = classOfFont(x.attrString("val"))
				}
			case "xf":
				if section == "cellXfs" {
					xfs = append(xfs, xf{x.attrInt("numFmtId", 0), x.attrInt("fontId", 0), 0})
				}
			case "alignment":
				if section == "cellXfs" && len(xfs) > 0 {
					xfs[len(xfs)-1].indent = x.attrInt("indent", 0)
				}
			}
		}
	}
}

// finishStyles makes sure that there is a first style.
func (w *xlsxBook) finishStyles() {
	if len(w.styles) == 0 {
		w.styles, w.fonts = make([]ingest.Style, 1), make([]fontClass, 1)
	}
	for _, style := range w.styles {
		w.dates = append(w.dates, isDate(style.Format))
		w.days = append(w.days, showsDay(style.Format))
	}
}
