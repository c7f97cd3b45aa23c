package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// An element is a part of the logical structure of a document by ISO 32000-1,
// 14.7 and 14.8: what programs that read aloud, reflow or copy go by. The layout
// makes the elements in the order in which they are read; what is drawn is marked
// as theirs. A nil element is none: what is added to it or marked as its own
// stands outside of the structure.
type element struct {
	kind    string // a standard structure type: "Sect", "H1", "TD"
	parent  *element
	table   string // of a cell: its attributes, as a PDF has them, which others may share
	entries string // what else it says, likewise: a name, alternative text
	number  int    // of its object; 0: it has none yet
	kids    []kid
}

// A kid of an element is another, content that is marked, or a link.
type kid struct {
	element            *element // that is written when the pages are drawn; nil: something else
	object, page, mark int32    // an element that is written already or, where page is set, from 1, a link; else the number of content on the page
}

// add makes an element within another.
func (e *element) add(kind string) *element {
	made := &element{kind: kind, parent: e}
	if e != nil {
		e.kids = append(e.kids, kid{element: made})
	}
	return made
}

// A tree writes the elements of a file.
type tree struct {
	file  *file
	root  element // the document
	base  int     // number of the object that holds the tree
	pages []int   // by page: the list of the elements that its contents belong to
	links []int   // by link: its element
	ids   []named // in the order of their names
	count int     // that the file will have

	classes map[string]int // of cells, by their attributes
	listed  strings.Builder
}

// A named element is one that others refer to.
type named struct {
	id     string
	number int
}

func newTree(f *file, pages int) *tree {
	return &tree{file: f, root: element{kind: "Document"}, base: f.take(), count: pages, classes: map[string]int{}}
}

// number returns that of an element's object.
func (t *tree) number(e *element) int {
	if e.number == 0 {
		e.number = t.file.takeFor(t.packOf(e))
	}
	return e.number
}

// name gives an element a name, unique in the file.
func (t *tree) name(e *element) string {
	id := fmt.Sprintf("e%06d", len(t.ids)+1)
	t.ids = append(t.ids, named{id, t.number(e)})
	e.entries += "/ID(" + id + ")"
	return id
}

// page notes the elements of a page's contents.
func (t *tree) page(owners []int) {
	number := t.file.take()
	t.pages = append(t.pages, number)
	k := t.file.packing(&t.file.lists, number)
	k.objects = fill(append(k.objects, '['), k.width)
	k.objects = append(k.references(k.objects, owners...), ']')
	t.file.packedOne(k)
}

// link gives a link to an element, and returns its number among all that contents
// belong to.
func (t *tree) link(e *element, object, page int) (key int) {
	e.kids = append(e.kids, kid{object: int32(object), page: int32(page)})
	t.links = append(t.links, t.number(e))
	return t.count + len(t.links) - 1
}

// write writes an element whose contents are drawn, and the elements within it.
// It reports whether there is anything in it: an element without contents is left
// out, unless it is a cell.
func (t *tree) write(e *element) bool {
	kids := e.kids[:0]
	for _, k := range e.kids {
		if k.element != nil {
			if !t.write(k.element) {
				continue
			}
			k = kid{object: int32(k.element.number)}
		}
		kids = append(kids, k)
	}
	if e.kids = kids; len(kids) == 0 && e.kind != "TD" && e.kind != "TH" {
		return false
	}
	if e.kind == "Note" {
		t.name(e)
	}
	number, parent := t.number(e), t.base
	if e.parent != nil {
		parent = t.number(e.parent)
	}
	k := t.file.packing(t.packOf(e), number)
	b := append(append(append(k.objects, "<</S/"...), e.kind...), "/P"...)
	b = append(k.references(b, parent), e.entries...)
	if k == &t.file.cells {
		b = t.class(b, e.table)
	}
	k.objects = append(k.kids(b, kids), ">>"...)
	t.file.packedOne(k)
	return true
}

// class appends the class of a cell of some attributes: a number instead of the same
// again in each cell.
func (t *tree) class(b []byte, attributes string) []byte {
	const wide = 6 // of "/C/999", and of none
	end := len(b) + wide
	if attributes != "" {
		n, known := t.classes[attributes]
		if !known {
			n = len(t.classes) + 1
			t.classes[attributes] = n
			fmt.Fprintf(&t.listed, "/%d<</O/Table%s>>", n, attributes)
		}
		b = strconv.AppendInt(append(b, "/C/"...), int64(n), 10)
	}
	for len(b) < end {
		b = append(b, ' ')
	}
	return b
}

// packOf returns the pack that holds elements of a kind.
func (t *tree) packOf(e *element) *pack {
	switch e.kind {
	case "TD", "TH":
		return &t.file.cells
	case "TR":
		return &t.file.rows
	case "TBody":
		return &t.file.lists
	}
	return &t.file.pack
}

// kids appends what is in an element: of contents on the page of the first
// of them the numbers alone.
func (k *pack) kids(b []byte, kids []kid) []byte {
	if len(kids) == 0 {
		return b
	}
	home := kids[0].page
	if home > 0 {
		b = k.references(append(b, "/Pg"...), pageObject(int(home)))
	}
	b = append(b, "/K"...)
	if len(kids) > 1 {
		b = append(b, '[')
	}
	if k.width == wideReference {
		b = fill(b, k.width)
	}
	for _, one := range kids {
		switch {
		case one.page == 0:
			b = k.references(b, int(one.object))
		case one.object > 0:
			b = fmt.Appendf(b, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", pageObject(int(one.page)), one.object)
		case one.page == home:
			b = k.number(append(b, ' '), int(one.mark), wideMark)
		default:
			b = fmt.Appendf(b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(int(one.page)), one.mark)
		}
	}
	if len(kids) > 1 {
		b = append(b, ']')
	}
	return b
}

// done writes an element that the layout has not made: a row, as it is drawn.
func (t *tree) done(e *element) {
	if t.write(e) {
		e.parent.kids = append(e.parent.kids, kid{object: int32(e.number)})
	}
}

// finish writes the elements that are left, and the tree.
func (t *tree) finish() {
	t.write(&t.root)
	var nums, names strings.Builder
	for i, n := range slices.Concat(t.pages, t.links) {
		fmt.Fprintf(&nums, "%d %d 0 R ", i, n)
	}
	for _, n := range t.ids {
		fmt.Fprintf(&names, "(%s) %d 0 R ", n.id, n.number)
	}
	parents := t.file.take()
	t.file.object(parents, "<</Nums ["+nums.String()+"]>>")
	b := fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d", t.root.number, parents, len(t.pages)+len(t.links))
	if len(t.classes) > 0 {
		b += " /ClassMap <<" + t.listed.String() + ">>"
	}
	if len(t.ids) > 0 {
		list := t.file.take()
		t.file.object(list, "<</Names ["+names.String()+"]>>")
		b += fmt.Sprintf(" /IDTree %d 0 R", list)
	}
	t.file.object(t.base, b+">>")
}

// A state of a canvas is what its contents in hand are.
type state uint8

const (
	between  state = iota // none
	lettered              // lines of text alone
	drawn                 // anything
)

// open begins lines of text as content of an element, or of none: page numbers, and
// what is set a second time. It must be closed before another is opened.
func (c *canvas) open(e *element) { c.begins(e, lettered) }

// sketch begins what is drawn, likewise.
func (c *canvas) sketch(e *element) {
	c.textEnds()
	c.begins(e, drawn)
	c.contentBegins()
}

func (c *canvas) begins(e *element, s state) {
	if c.state != between {
		c.err = cmp.Or(c.err, errors.New("content within other content"))
	}
	c.state = s
	before, ended := bytes.CutSuffix(c.ops, []byte(contentEnd))
	if ended && s == lettered && c.lines && c.last == e { // one content goes on
		c.ops = before
		return
	}
	c.last, c.lines = e, s == lettered
	if e == nil {
		c.begun = append(c.begun, "/Artifact BMC\n"...)
		return
	}
	c.begun = append(append(append(c.begun, '/'), e.kind...), "<</MCID "...)
	c.begun = append(strconv.AppendInt(c.begun, int64(len(c.owners)), 10), ">>BDC\n"...)
	e.kids = append(e.kids, kid{page: int32(c.number), mark: int32(len(c.owners))})
	c.owners = append(c.owners, c.tree.number(e))
}

// contentEnd is the operator that ends what begins began.
const contentEnd = "EMC\n"

// contentBegins writes where the content in hand begins.
func (c *canvas) contentBegins() {
	c.ops = append(c.ops, c.begun...)
	c.begun = c.begun[:0]
}

// close ends what open or sketch began.
func (c *canvas) close() {
	c.contentBegins()
	c.state = between
	c.ops = append(c.ops, contentEnd...)
}

// textBegins begins a text, which holds all lines up to the next drawing, so that
// each line needs but its distance from the one before; and the content in hand
// within it.
func (c *canvas) textBegins() {
	if !c.inText {
		c.ops = append(c.ops, "BT\n"...)
		c.inText, c.x, c.y = true, 0, 0
	}
	c.contentBegins()
}

func (c *canvas) textEnds() {
	if c.inText {
		c.ops = append(c.ops, "ET\n"...)
		c.inText = false
	}
}

// figure draws what is to be seen in a box, and says what that is.
func (c *canvas) figure(e *element, says string, x, y, width, height float64, draw func()) {
	e.entries += fmt.Sprintf("/Alt %s/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>", textString(says),
		c.across(x), c.up(y+height), c.across(x+width), c.up(y))
	c.sketch(e)
	draw()
	c.close()
}

// A ruled is a straight line of a table or a frame, upright or level, in
// hundredths of a point.
type ruled struct {
	upright      bool
	at, from, to int // across and from below to above, or above and from left to right
}

// edge draws a straight line, upright or level, that is no content. What lies
// on a line is drawn once, and what joins one continues it.
func (c *canvas) edge(x1, y1, x2, y2 float64) {
	left, right := hundredths(c.across(x1)), hundredths(c.across(x2))
	top, bottom := hundredths(c.up(y1)), hundredths(c.up(y2))
	r := ruled{false, top, min(left, right), max(left, right)}
	if x1 == x2 {
		r = ruled{true, left, min(top, bottom), max(top, bottom)}
	}
	const near, far = 2, 200 // hundredths; lines looked back at
	for i := len(c.rules) - 1; i >= max(0, len(c.rules)-far); i-- {
		if o := &c.rules[i]; o.upright == r.upright && abs(o.at-r.at) <= near && r.from <= o.to+near && o.from <= r.to+near {
			o.from, o.to = min(o.from, r.from), max(o.to, r.to)
			return
		}
	}
	c.rules = append(c.rules, r)
}

func hundredths(v float64) int { return int(math.Round(v * 100)) }

func abs(n int) int { return max(n, -n) }

// box draws a rectangle that is no content.
func (c *canvas) box(x, y, width, height float64) {
	c.edge(x, y, x+width, y)
	c.edge(x, y, x, y+height)
	c.edge(x+width, y, x+width, y+height)
	c.edge(x, y+height, x+width, y+height)
}

// end draws the edges, and closes the page.
func (c *canvas) end() {
	if len(c.rules) > 0 {
		slices.SortFunc(c.rules, func(a, b ruled) int { // so that neighbours differ in one number
			if a.upright != b.upright {
				return map[bool]int{true: 1, false: -1}[a.upright]
			}
			return cmp.Or(cmp.Compare(b.to, a.to), cmp.Compare(b.from, a.from), cmp.Compare(b.at, a.at))
		})
		c.sketch(nil)
		c.ops = append(c.ops, "q 2 J\n"...)
		x, y := 0, 0
		for _, r := range c.rules { // each from its distance to the one before: rows are often as high as others
			across, up, right, above := r.from, r.at, r.to-r.from, 0
			if r.upright {
				across, up, right, above = r.at, r.from, 0, r.to-r.from
			}
			c.ops = append(c.ops, "1 0 0 1 "...)
			c.op(" cm", 2, float64(across-x)/100, float64(up-y)/100)
			c.ops = append(c.ops, "0 0 m\n"...)
			c.op(" l S", 2, float64(right)/100, float64(above)/100)
			x, y = across, up
		}
		c.ops = append(c.ops, "Q\n"...)
		c.close()
	}
	c.textEnds()
	c.tree.page(c.owners)
}
