package docx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"tongket/report/vi"
)

// A Template is what an office's own document gives to ours: its styles, its margins,
// its head and foot. Nothing else of it is taken over: no macro, no link that leads
// out, no embedded object, no field but the numbers of pages.
type Template struct {
	page      *geometry // upright; nil: ours
	defaults  *node     // w:docDefaults; may be nil
	styles    []*node
	titled    bool             // the first page has a head and a foot of its own
	furniture map[string]*band // by kind and type: "header default"
	images    []image
	left      []string // codes of what was left behind
}

// A band is a head or a foot.
type band struct {
	content []*node
	numbers bool  // it has the number of the page
	images  []int // of Template.images
}

// An image is a picture in a head or a foot.
type image struct {
	name string // "mau1.png"
	data []byte
}

// A TemplateFault says why a document cannot serve as a template; its wording is
// report/vi's, by Code.
type TemplateFault struct{ Code string }

func (f *TemplateFault) Error() string { return "template: " + f.Code }

// The codes of faults of a template, and of what is left behind of one.
const (
	TemplateNotWord   = "not-word"
	TemplateOldWord   = "old-word"
	TemplateTooLarge  = "too-large"
	TemplateBroken    = "broken"
	LeftMacro         = "macro"
	LeftExternal      = "external"
	LeftObject        = "object"
	LeftShape         = "shape"
	LeftPicture       = "picture"
	LeftField         = "field"
	LeftMargins       = "margins"
	mostTemplate      = 50 << 20 // bytes of the file
	mostPart          = 30 << 20 // of a part
	mostPicture       = 2 << 20
	mostTemplateStyle = 2000
)

// Left are the codes of what was left behind of the template, each once, in their
// order.
func (t *Template) Left() []string { return t.left }

func (t *Template) leave(code string) {
	if !slices.Contains(t.left, code) {
		t.left = append(t.left, code)
		slices.Sort(t.left)
	}
}

// ReadTemplate reads a document (.docx, .dotx, with macros or without) as a template.
// The error is a *TemplateFault.
func ReadTemplate(data []byte) (*Template, error) {
	if len(data) > mostTemplate {
		return nil, &TemplateFault{TemplateTooLarge}
	}
	if bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}) { // of before 2007, or with a password
		return nil, &TemplateFault{TemplateOldWord}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &TemplateFault{TemplateNotWord}
	}
	p := &templatePackage{files: map[string]*zip.File{}}
	for _, f := range z.File {
		if p.files[f.Name] == nil {
			p.files[f.Name] = f
		}
	}
	t := &Template{furniture: map[string]*band{}}
	if err := p.read(t); err != nil {
		if fault := (*TemplateFault)(nil); errors.As(err, &fault) {
			return nil, fault
		}
		return nil, &TemplateFault{TemplateBroken}
	}
	return t, nil
}

// A templatePackage is the package that a template is in.
type templatePackage struct {
	files map[string]*zip.File
	links map[string]link
}

// A link is a relationship of a part.
type link struct {
	kind, target string
	external     bool
}

func (p *templatePackage) part(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, mostPart+1))
	if len(data) > mostPart {
		return nil, &TemplateFault{TemplateTooLarge}
	}
	return data, err
}

// relationsOf are the relationships of a part, by their identifiers.
func (p *templatePackage) relationsOf(name string) (map[string]link, error) {
	data, err := p.part(path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"))
	if err != nil || data == nil {
		return nil, err
	}
	root, err := parsePart(data)
	if err != nil {
		return nil, err
	}
	links := map[string]link{}
	for _, c := range root.children {
		target := c.attr("Target")
		one := link{kind: path.Base(c.attr("Type")), target: target, external: c.attr("TargetMode") == "External"}
		if !one.external {
			if one.target = path.Join(path.Dir(name), target); strings.HasPrefix(target, "/") {
				one.target = strings.TrimPrefix(path.Clean(target), "/")
			}
		}
		links[c.attr("Id")] = one
	}
	return links, nil
}

// read reads what a template gives.
func (p *templatePackage) read(t *Template) error {
	for name := range p.files {
		switch base := strings.ToLower(path.Base(name)); {
		case base == "vbaproject.bin", base == "vbadata.xml":
			t.leave(LeftMacro)
		case strings.Contains(name, "/embeddings/"), strings.Contains(name, "/activeX/"):
			t.leave(LeftObject)
		}
	}
	main := "word/document.xml"
	roots, err := p.relationsOf("")
	if err != nil {
		return err
	}
	for _, l := range roots {
		if l.kind == "officeDocument" && !l.external {
			main = l.target
		}
	}
	if p.files[main] == nil {
		return &TemplateFault{TemplateNotWord}
	}
	if p.links, err = p.relationsOf(main); err != nil {
		return err
	}
	for name := range p.files { // anywhere in the package
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		data, err := p.part(name)
		if err != nil {
			return err
		}
		if bytes.Contains(data, []byte(`"External"`)) || bytes.Contains(data, []byte(`'External'`)) {
			t.leave(LeftExternal)
		}
	}
	fonts, err := p.theme()
	if err != nil {
		return err
	}
	if err := p.styles(t, fonts); err != nil {
		return err
	}
	return p.sections(t, main, fonts)
}

// target is the part that the main one has of a kind; empty if there is none.
func (p *templatePackage) target(kind string) string {
	for _, l := range p.links {
		if l.kind == kind && !l.external {
			return l.target
		}
	}
	return ""
}

// themeFonts are the two fonts of a theme: styles name them by their part in it.
type themeFonts struct{ major, minor string }

func (f themeFonts) named(theme string) string {
	if strings.HasPrefix(theme, "major") {
		return f.major
	}
	return f.minor
}

func (p *templatePackage) theme() (fonts themeFonts, err error) {
	data, err := p.part(p.target("theme"))
	if err != nil || data == nil {
		return fonts, err
	}
	root, err := parsePart(data)
	if err != nil {
		return fonts, err
	}
	root.each(func(n *node) {
		switch n.name {
		case "a:majorFont":
			fonts.major = n.child("a:latin").attr("typeface")
		case "a:minorFont":
			fonts.minor = n.child("a:latin").attr("typeface")
		}
	})
	return fonts, nil
}

// styles reads the styles of paragraphs, letters and tables.
func (p *templatePackage) styles(t *Template, fonts themeFonts) error {
	data, err := p.part(p.target("styles"))
	if err != nil || data == nil {
		return err
	}
	root, err := parsePart(data)
	if err != nil {
		return err
	}
	if root.name != "w:styles" {
		return &TemplateFault{TemplateBroken}
	}
	seen := map[string]bool{}
	for _, c := range root.children {
		switch {
		case c.name == "w:docDefaults" && t.defaults == nil:
			c.clean(fonts)
			t.defaults = c
		case c.name == "w:style" && slices.Contains([]string{"paragraph", "character", "table"}, c.attr("w:type")) && len(t.styles) < mostTemplateStyle:
			c.clean(fonts)
			id, name := c.attr("w:styleId"), c.child("w:name").attr("w:val")
			if id == "" || name == "" || seen["id "+id] || seen["name "+strings.ToLower(name)] {
				continue
			}
			seen["id "+id], seen["name "+strings.ToLower(name)] = true, true
			t.styles = append(t.styles, c)
		}
	}
	return nil
}

// sections reads the sections of the document: the first upright one gives the
// margins, the last of each kind its head and foot.
func (p *templatePackage) sections(t *Template, main string, fonts themeFonts) error {
	data, err := p.part(main)
	if err != nil {
		return err
	}
	refs, upright, any := map[string]string{}, (*geometry)(nil), false
	for dec := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch prefixed(start.Name) {
		case "w:sectPr":
		case "w:document", "w:body":
			any = true
			continue
		default:
			continue
		}
		left := mostRead
		n, err := parseNode(dec, start, 0, &left)
		if err != nil {
			return err
		}
		for _, c := range n.children {
			if kind, ok := strings.CutSuffix(strings.TrimPrefix(c.name, "w:"), "Reference"); ok && (kind == "header" || kind == "footer") {
				refs[kind+" "+cmp.Or(c.attr("w:type"), "default")] = c.attr("r:id")
			}
		}
		t.titled = n.child("w:titlePg") != nil && !slices.Contains([]string{"0", "false", "off"}, n.child("w:titlePg").attr("w:val"))
		if upright == nil {
			upright = t.geometry(n)
		}
	}
	if !any {
		return &TemplateFault{TemplateNotWord}
	}
	t.page = upright
	for _, kind := range []string{"header default", "header first", "footer default", "footer first"} {
		l, ok := p.links[refs[kind]]
		if refs[kind] == "" || !ok || l.external {
			continue
		}
		b, err := p.band(t, l.target, fonts)
		if err != nil {
			return err
		}
		t.furniture[kind] = b
	}
	return nil
}

// Bounds of what a template may ask of a page, in millimetres.
const (
	leastMargin, mostMargin = 5.0, 60.0
	leastText               = 120.0 // of the width and the height of the text
)

// geometry is that of an upright section; nil for a turned one, or where the text
// would find no room.
func (t *Template) geometry(section *node) *geometry {
	size, margins := section.child("w:pgSz"), section.child("w:pgMar")
	mm := func(n *node, attr string) float64 {
		v, err := strconv.ParseFloat(n.attr(attr), 64)
		if err != nil {
			return 0
		}
		return v * 25.4 / 1440
	}
	width, height := mm(size, "w:w"), mm(size, "w:h")
	if margins == nil || width <= 0 || height < width {
		return nil
	}
	g := geometry{top: abs(mm(margins, "w:top")), bottom: abs(mm(margins, "w:bottom")), left: mm(margins, "w:left") + mm(margins, "w:gutter"), right: mm(margins, "w:right"), folio: mm(margins, "w:header"), foot: mm(margins, "w:footer")}
	g.width, g.height = width-g.left-g.right, height-g.top-g.bottom
	for _, m := range []float64{g.top, g.bottom, g.left, g.right} {
		if m < leastMargin || m > mostMargin {
			t.leave(LeftMargins)
			return nil
		}
	}
	if g.width < leastText || g.height < leastText || width > 330 || height > 480 || g.folio < 0 || g.foot < 0 || g.folio > mostMargin || g.foot > mostMargin {
		t.leave(LeftMargins)
		return nil
	}
	return &g
}

func abs(v float64) float64 { return max(v, -v) }

// band reads a head or a foot.
func (p *templatePackage) band(t *Template, name string, fonts themeFonts) (*band, error) {
	data, err := p.part(name)
	if err != nil || data == nil {
		return nil, err
	}
	root, err := parsePart(data)
	if err != nil {
		return nil, err
	}
	links, err := p.relationsOf(name)
	if err != nil {
		return nil, err
	}
	b := &band{}
	c := &bandReader{p, t, b, links, fonts}
	root.children = c.blocks(root.children)
	c.fields(root)
	b.content = root.children
	return b, nil
}

// A bandReader leaves of a head or a foot what may be taken over.
type bandReader struct {
	pack     *templatePackage
	template *Template
	band     *band
	links    map[string]link
	fonts    themeFonts
}

// unwrapped are the elements in whose place their content stands.
var unwrapped = map[string]bool{"w:sdt": true, "w:sdtContent": true, "w:customXml": true, "w:smartTag": true, "w:hyperlink": true, "w:ins": true, "w:moveTo": true}

// blocks cleans paragraphs and tables.
func (r *bandReader) blocks(all []*node) []*node {
	var kept []*node
	for _, n := range all {
		switch {
		case unwrapped[n.name]:
			kept = append(kept, r.blocks(n.children)...)
		case n.name == "w:p":
			kept = append(kept, r.paragraph(n))
		case n.name == "w:tbl":
			kept = append(kept, r.table(n))
		}
	}
	return kept
}

// bare is an element with nothing in it but some of its children, cleaned.
func (r *bandReader) bare(n *node, kept ...string) *node {
	out := &node{name: n.name}
	for _, name := range kept {
		if c := n.child(name); c != nil {
			c.clean(r.fonts)
			out.children = append(out.children, c)
		}
	}
	return out
}

func (r *bandReader) table(n *node) *node {
	out := r.bare(n, "w:tblPr", "w:tblGrid")
	for _, row := range n.children {
		if row.name != "w:tr" {
			continue
		}
		tr := r.bare(row, "w:trPr")
		for _, cell := range row.children {
			if cell.name != "w:tc" {
				continue
			}
			tc := r.bare(cell, "w:tcPr")
			tc.children = append(tc.children, r.blocks(cell.children)...)
			if last := tc.children; len(last) == 0 || last[len(last)-1].name != "w:p" { // a cell ends with a paragraph
				tc.children = append(tc.children, &node{name: "w:p"})
			}
			tr.children = append(tr.children, tc)
		}
		if tr.child("w:tc") != nil {
			out.children = append(out.children, tr)
		}
	}
	if out.child("w:tr") == nil {
		return &node{name: "w:p"}
	}
	return out
}

func (r *bandReader) paragraph(n *node) *node {
	out := &node{name: n.name}
	if c := n.child("w:pPr"); c != nil {
		c.clean(r.fonts)
		out.children = append(out.children, c)
	}
	out.children = append(out.children, r.runs(n.children)...)
	return out
}

// runs cleans what stands in a paragraph.
func (r *bandReader) runs(all []*node) []*node {
	var kept []*node
	for _, n := range all {
		switch {
		case unwrapped[n.name]:
			kept = append(kept, r.runs(n.children)...)
		case n.name == "w:fldSimple":
			if inner := r.runs(n.children); numbersPages(n.attr("w:instr")) {
				r.band.numbers = r.band.numbers || isPage(n.attr("w:instr"))
				kept = append(kept, &node{name: n.name, attrs: []string{"w:instr", n.attr("w:instr")}, children: inner})
			} else {
				r.template.leave(LeftField)
				kept = append(kept, inner...)
			}
		case n.name == "w:r":
			kept = append(kept, r.run(n))
		}
	}
	return kept
}

// run cleans a run: texts, tabs, marks of fields, pictures.
func (r *bandReader) run(n *node) *node {
	out := &node{name: n.name}
	for _, c := range n.children {
		switch c.name {
		case "w:rPr":
			c.clean(r.fonts)
			out.children = append(out.children, c)
		case "w:t", "w:instrText":
			out.children = append(out.children, &node{name: c.name, attrs: []string{"xml:space", "preserve"}, text: c.text})
		case "w:tab", "w:cr", "w:noBreakHyphen", "w:softHyphen":
			out.children = append(out.children, &node{name: c.name})
		case "w:br":
			if c.attr("w:type") != "page" {
				out.children = append(out.children, &node{name: c.name})
			}
		case "w:ptab":
			c.attrs, c.children, c.text = cleanAttributes(c, r.fonts), nil, ""
			out.children = append(out.children, c)
		case "w:fldChar":
			out.children = append(out.children, &node{name: c.name, attrs: []string{"w:fldCharType", c.attr("w:fldCharType")}})
		case "w:drawing":
			if made := r.picture(c); made != nil {
				out.children = append(out.children, made)
			}
		case "w:pict", "?:AlternateContent":
			r.template.leave(LeftShape)
		case "w:object", "w:control":
			r.template.leave(LeftObject)
		}
	}
	return out
}

// numbersPages tells a field that numbers pages from any other.
func numbersPages(instruction string) bool {
	words := strings.Fields(instruction)
	return len(words) > 0 && slices.Contains([]string{"PAGE", "NUMPAGES", "SECTIONPAGES"}, strings.ToUpper(words[0])) &&
		!strings.ContainsAny(instruction, `{}"`)
}

// isPage tells the number of the page from that of all pages.
func isPage(instruction string) bool {
	return strings.EqualFold(strings.Fields(instruction)[0], "PAGE")
}

// fields leaves fields that number pages, and of all others the text that they showed
// last.
func (r *bandReader) fields(root *node) {
	type field struct {
		marks       []*node
		instruction string
	}
	var open []*field
	drop := map[*node]bool{}
	close := func(f *field) {
		if numbersPages(f.instruction) {
			r.band.numbers = r.band.numbers || isPage(f.instruction)
			return
		}
		r.template.leave(LeftField)
		for _, n := range f.marks {
			drop[n] = true
		}
	}
	root.each(func(n *node) {
		last := len(open) - 1
		switch {
		case n.name == "w:fldChar" && n.attr("w:fldCharType") == "begin":
			open = append(open, &field{marks: []*node{n}})
		case n.name == "w:fldChar" && last < 0, n.name == "w:instrText" && last < 0:
			drop[n] = true
		case n.name == "w:fldChar":
			open[last].marks = append(open[last].marks, n)
			if n.attr("w:fldCharType") == "end" {
				close(open[last])
				open = open[:last]
			}
		case n.name == "w:instrText":
			open[last].marks = append(open[last].marks, n)
			open[last].instruction += n.text
		}
	})
	for _, f := range open { // that do not end
		f.instruction = ""
		close(f)
	}
	root.each(func(n *node) {
		n.children = slices.DeleteFunc(n.children, func(c *node) bool { return drop[c] })
	})
}

// picture is a drawing that is one picture of the package, of a kind that Word shows by
// itself; nil for any other.
func (r *bandReader) picture(drawing *node) *node {
	var blips []*node
	shape := false
	drawing.each(func(n *node) {
		switch {
		case n.name == "a:blip":
			blips = append(blips, n)
		case strings.HasPrefix(n.name, "?:") && !strings.HasPrefix(n.name, "?:size"):
			shape = shape || n.name == "?:wsp" || n.name == "?:wgp"
		}
	})
	if shape || len(blips) != 1 {
		r.template.leave(LeftShape)
		return nil
	}
	l, ok := r.links[blips[0].attr("r:embed")]
	if !ok || l.external || l.kind != "image" || blips[0].attr("r:link") != "" {
		r.template.leave(LeftPicture)
		return nil
	}
	data, err := r.pack.part(l.target)
	extension := map[string]string{"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}[http.DetectContentType(data)]
	if err != nil || len(data) == 0 || len(data) > mostPicture || extension == "" || len(r.template.images) >= 8 {
		r.template.leave(LeftPicture)
		return nil
	}
	width, height := lengthOf(drawing, "cx"), lengthOf(drawing, "cy")
	if width <= 0 || height <= 0 {
		r.template.leave(LeftPicture)
		return nil
	}
	at := len(r.template.images)
	r.template.images = append(r.template.images, image{"mau" + itoa(at+1) + "." + extension, data})
	r.band.images = append(r.band.images, at)
	return inlinePicture(at, itoa(width), itoa(height))
}

// lengthOf is a side of a drawing in the unit of DrawingML; 0 for one that no page has.
func lengthOf(drawing *node, side string) int {
	const most = 330 * 36000
	length := 0
	drawing.each(func(n *node) {
		if n.name == "wp:extent" && length == 0 {
			length, _ = strconv.Atoi(n.attr(side))
		}
	})
	if length < 0 || length > most {
		return 0
	}
	return length
}

// inlinePicture is a picture of the template in the line of text, made anew.
func inlinePicture(at int, width, height string) *node {
	element := func(name string, attrs []string, children ...*node) *node {
		return &node{name: name, attrs: attrs, children: children}
	}
	id := itoa(900000 + at)
	extent := []string{"cx", width, "cy", height}
	return element("w:drawing", nil, element("wp:inline", []string{"distT", "0", "distB", "0", "distL", "0", "distR", "0"},
		element("wp:extent", extent), element("wp:docPr", []string{"id", id, "name", vi.AltPicture + " " + itoa(at+1)}), element("wp:cNvGraphicFramePr", nil),
		element("a:graphic", nil, element("a:graphicData", []string{"uri", drawingML + "picture"}, element("pic:pic", nil,
			element("pic:nvPicPr", nil, element("pic:cNvPr", []string{"id", id, "name", "mau"}), element("pic:cNvPicPr", nil)),
			element("pic:blipFill", nil, element("a:blip", []string{"r:embed", imageID(at)}), element("a:stretch", nil, element("a:fillRect", nil))),
			element("pic:spPr", nil, element("a:xfrm", nil, element("a:off", []string{"x", "0", "y", "0"}), element("a:ext", extent)),
				element("a:prstGeom", []string{"prst", "rect"}, element("a:avLst", nil))))))))
}

func imageID(i int) string { return "rIdMau" + itoa(i+1) }
