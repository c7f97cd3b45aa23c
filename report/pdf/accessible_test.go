package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A checker holds a file against PDF/UA-1 and PDF/A-2a: the points of the Matterhorn
// Protocol 1.1 that a program can decide, under their numbers, and of ISO 19005-2
// those that concern what this package writes, under their clauses.
type checker struct {
	raw    []byte
	ctx    *model.Context
	failed []string

	pages    []types.Dict
	numbers  map[int]int // pages by the numbers of their objects, from 0
	contents []map[int]content
	fonts    map[string]*fontSeen
	parts    []*treePart // in the order of the tree
	byNumber map[int]*treePart
	used     map[[2]int]int // marked content: page and mark, the element's number
	headings []int
	classes  map[string]types.Dict
	ids      map[string]*treePart
}

// A content is what is drawn under a mark: its text, and what kind it says it is.
type content struct {
	kind, text string
	order      int // among all of the page
}

// A treePart is an element of the tree.
type treePart struct {
	number int
	kind   string
	dict   types.Dict
	parent *treePart
	kids   []*treePart
	marks  [][2]int
	links  []int // objects of annotations
	attr   types.Dict
}

// accessible returns where a file fails; nothing if it doesn't.
func accessible(raw []byte) []string { return inspect(raw).failed }

// inspect checks a file.
func inspect(raw []byte) *checker {
	api.DisableConfigDir()
	c := &checker{raw: raw, numbers: map[int]int{}, fonts: map[string]*fontSeen{}, byNumber: map[int]*treePart{}, used: map[[2]int]int{}, ids: map[string]*treePart{}}
	ctx, err := api.ReadContext(bytes.NewReader(raw), model.NewDefaultConfiguration())
	if err != nil {
		c.fail("read", "%v", err)
		return c
	}
	c.ctx = ctx
	root, err := ctx.Catalog()
	if err != nil {
		c.fail("read", "%v", err)
		return c
	}
	c.file(root)
	c.metadata(root)
	c.listPages(root)
	for i := range c.pages {
		c.page(i)
	}
	c.checkFonts()
	c.tree(root)
	c.parents(root)
	c.annotations()
	return c
}

func (c *checker) fail(point, format string, args ...any) {
	const most = 20
	if len(c.failed) < most {
		c.failed = append(c.failed, point+": "+fmt.Sprintf(format, args...))
	}
}

// must fails unless a condition holds.
func (c *checker) must(holds bool, point, format string, args ...any) {
	if !holds {
		c.fail(point, format, args...)
	}
}

func (c *checker) get(o types.Object) types.Object {
	v, err := c.ctx.Dereference(o)
	if err != nil {
		c.fail("object", "%v: %v", o, err)
	}
	return v
}

func (c *checker) dict(o types.Object) types.Dict {
	switch d := c.get(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

func (c *checker) array(o types.Object) types.Array { a, _ := c.get(o).(types.Array); return a }

func (c *checker) name(o types.Object) string { n, _ := c.get(o).(types.Name); return string(n) }

func (c *checker) integer(o types.Object, missing int) int {
	if n, ok := c.get(o).(types.Integer); ok {
		return int(n)
	}
	return missing
}

func (c *checker) number(o types.Object) float64 {
	switch n := c.get(o).(type) {
	case types.Integer:
		return float64(n)
	case types.Float:
		return float64(n)
	}
	return math.NaN()
}

// text reads a string of text.
func (c *checker) text(o types.Object) string {
	var b []byte
	switch s := c.get(o).(type) {
	case types.StringLiteral:
		b, _ = types.Unescape(string(s))
	case types.HexLiteral:
		b, _ = s.Bytes()
	default:
		return ""
	}
	if !bytes.HasPrefix(b, []byte{0xfe, 0xff}) {
		return string(b)
	}
	var units []uint16
	for b = b[2:]; len(b) > 1; b = b[2:] {
		units = append(units, binary.BigEndian.Uint16(b))
	}
	return string(utf16.Decode(units))
}

func (c *checker) stream(o types.Object) []byte {
	s, ok := c.get(o).(types.StreamDict)
	if !ok {
		return nil
	}
	if err := s.Decode(); err != nil {
		c.fail("stream", "%v: %v", o, err)
	}
	return s.Content
}

func reference(o types.Object) int {
	if r, ok := o.(types.IndirectRef); ok {
		return r.ObjectNumber.Value()
	}
	return 0
}

// file checks the file's frame and the catalog.
func (c *checker) file(root types.Dict) {
	c.must(regexp.MustCompile(`^%PDF-1\.7\n%[\x{80}-\x{ff}]{4}`).MatchString(latin(c.raw[:20])), "6.1.2", "header %q", c.raw[:20])
	c.must(len(c.ctx.ID) == 2, "6.1.3", "no identifier")
	c.must(c.ctx.Encrypt == nil, "26-001", "the file is encrypted")
	c.must(bytes.HasSuffix(bytes.TrimSpace(c.raw), []byte("%%EOF")), "6.1.3", "something follows the end")
	for _, key := range []string{"OpenAction", "AA", "AcroForm", "OCProperties", "Names", "Requirements", "NeedsRendering"} {
		c.must(root[key] == nil, "6.1", "the catalog has %s", key)
	}
	c.must(c.text(root["Lang"]) == language, "11-006", "language %v", root["Lang"])
	marked, _ := c.get(c.dict(root["MarkInfo"])["Marked"]).(types.Boolean)
	c.must(bool(marked), "01-007", "not marked")
	c.must(c.dict(root["MarkInfo"])["Suspects"] == nil, "07-001", "suspects")
	shown, _ := c.get(c.dict(root["ViewerPreferences"])["DisplayDocTitle"]).(types.Boolean)
	c.must(bool(shown), "07-002", "the title is not shown")
	intents := c.array(root["OutputIntents"])
	c.must(len(intents) == 1, "6.2.3", "%d output intents", len(intents))
	for _, o := range intents {
		d := c.dict(o)
		profile := c.stream(d["DestOutputProfile"])
		c.must(c.name(d["S"]) == "GTS_PDFA1" && c.integer(c.dict(d["DestOutputProfile"])["N"], 0) == 3, "6.2.3", "output intent %v", d)
		c.must(len(profile) > 132 && string(profile[36:40]) == "acsp" && string(profile[16:20]) == "RGB ", "6.2.3", "profile")
	}
}

// latin is each byte as a letter.
func latin(b []byte) string {
	var letters []rune
	for _, v := range b {
		letters = append(letters, rune(v))
	}
	return string(letters)
}

// metadata checks that XMP says what the information says, and what it claims.
func (c *checker) metadata(root types.Dict) {
	d := c.dict(root["Metadata"])
	c.must(d != nil && c.name(d["Type"]) == "Metadata" && c.name(d["Subtype"]) == "XML", "06-001", "no metadata")
	xml := string(c.stream(root["Metadata"]))
	c.must(!strings.Contains(strings.SplitN(xml, "?>", 2)[0], "encoding="), "6.6.2.1", "the packet says its encoding")
	value := func(pattern string) string {
		m := regexp.MustCompile("(?s)<" + pattern + ">(?:<rdf:(?:Alt|Seq)><rdf:li[^>]*>)?(.*?)<").FindStringSubmatch(xml)
		if m == nil {
			return ""
		}
		return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&").Replace(m[1])
	}
	c.must(value("pdfuaid:part") == "1", "06-002", "PDF/UA part %q", value("pdfuaid:part"))
	c.must(value("pdfaid:part") == "2" && value("pdfaid:conformance") == "A", "6.6.4", "PDF/A-%s%s", value("pdfaid:part"), value("pdfaid:conformance"))
	c.must(value("dc:title") != "", "06-003", "no title")
	info := c.dict(*c.ctx.Info)
	for key, property := range map[string]string{"Title": "dc:title", "Author": "dc:creator", "Creator": "xmp:CreatorTool", "Producer": "pdf:Producer"} {
		c.must(c.text(info[key]) == value(property), "6.6.3", "%s %q is %q in the metadata", key, c.text(info[key]), value(property))
	}
	for key, property := range map[string]string{"CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate"} {
		digits := func(s string) string { return regexp.MustCompile(`\D`).ReplaceAllString(s, "") + "00000000000000" }
		c.must(digits(c.text(info[key]))[:14] == digits(value(property))[:14], "6.6.3", "%s %q is %q in the metadata", key, c.text(info[key]), value(property))
	}
}

func (c *checker) listPages(root types.Dict) {
	var walk func(o types.Object)
	walk = func(o types.Object) {
		d := c.dict(o)
		if c.name(d["Type"]) == "Pages" {
			for _, k := range c.array(d["Kids"]) {
				walk(k)
			}
			return
		}
		c.numbers[reference(o)] = len(c.pages)
		c.pages = append(c.pages, d)
	}
	walk(root["Pages"])
}

// A fontSeen is a font with the codes that are shown in it.
type fontSeen struct {
	dict  types.Dict
	codes map[int]bool
	says  map[int]string
}

// painting are the operators that draw, and colouring those that set colours that the
// output intent defines; the others set or build what these draw.
var (
	painting  = strings.Fields("S s f F f* B B* b b* sh Do Tj TJ ' \" EI")
	colouring = strings.Fields("g G rg RG")
	building  = strings.Fields("q Q cm w J j M d m l c v y h re W W* n BT ET Td TD Tm T* Tf Tc Tw Tz TL Tr Ts BDC BMC EMC")
)

// page checks the contents of a page.
func (c *checker) page(i int) {
	d := c.pages[i]
	at := fmt.Sprintf("page %d", i+1)
	c.must(d["AA"] == nil && d["Group"] == nil, "6.2.10", "%s: actions or transparency", at)
	resources := c.dict(d["Resources"])
	for _, key := range []string{"ExtGState", "XObject", "ColorSpace", "Pattern", "Shading"} {
		c.must(resources[key] == nil, "6.2", "%s: %s", at, key)
	}
	seen := map[int]content{}
	c.contents = append(c.contents, seen)
	var operands []types.Object
	var font *fontSeen
	type open struct {
		mark   int // -1: an artifact
		inText bool
	}
	var stack []open
	var said strings.Builder
	depth, inText := 0, false
	for _, token := range operators(c.stream(d["Contents"])) {
		if token.operator == "" {
			operands = append(operands, token.operand)
			continue
		}
		op := token.operator
		if slices.Contains(painting, op) {
			c.must(len(stack) == 1, "01-005", "%s: %s in %d marks", at, op, len(stack))
		}
		c.must(slices.Contains(painting, op) || slices.Contains(colouring, op) || slices.Contains(building, op), "6.2.2", "%s: operator %s", at, op)
		switch op {
		case "q":
			depth++
			c.must(depth <= 28, "6.1.13", "%s: %d states within each other", at, depth)
		case "Q":
			depth--
		case "BT", "ET":
			c.must(inText == (op == "ET"), "text", "%s: %s within text: %v", at, op, inText)
			if inText = op == "BT"; !inText {
				c.must(len(stack) == 0 || !stack[len(stack)-1].inText, "14.6.1", "%s: content ends after its text", at)
			}
		case "BMC", "BDC":
			o := open{-1, inText}
			kind, _ := operands[0].(types.Name)
			if kind != "Artifact" {
				properties, ok := operands[1].(types.Dict)
				c.must(ok && properties["MCID"] != nil, "01-005", "%s: %s without a mark", at, kind)
				if n, ok := properties["MCID"].(types.Integer); ok {
					o.mark = int(n)
				}
				_, twice := seen[o.mark]
				c.must(!twice, "01-005", "%s: mark %d stands twice", at, o.mark)
				seen[o.mark] = content{kind: string(kind), order: len(seen)}
			}
			c.must(len(stack) == 0, "01-003", "%s: %s within other content", at, kind)
			stack = append(stack, o)
			said.Reset()
		case "EMC":
			c.must(len(stack) > 0, "14.6", "%s: content ends that has not begun", at)
			if n := len(stack) - 1; n >= 0 {
				o := stack[n]
				c.must(o.inText == inText, "14.6.1", "%s: content begins within text and ends without", at)
				if o.mark >= 0 {
					one := seen[o.mark]
					one.text = said.String()
					seen[o.mark] = one
				}
				stack = stack[:n]
			}
		case "Tf":
			n, _ := operands[0].(types.Name)
			if c.fonts[string(n)] == nil {
				c.fonts[string(n)] = &fontSeen{dict: c.dict(c.dict(resources["Font"])[string(n)]), codes: map[int]bool{}}
				c.fonts[string(n)].says = c.toUnicode(c.fonts[string(n)].dict)
			}
			font = c.fonts[string(n)]
		case "Tj", "TJ":
			c.must(inText && font != nil, "text", "%s: letters without text or font", at)
			parts, list := operands[0].(types.Array)
			if !list {
				parts = operands[:1]
			}
			for _, part := range parts {
				s, _ := part.(types.StringLiteral) // else how far the next is moved
				for b := []byte(s); len(b) > 1 && font != nil; b = b[2:] {
					code := int(binary.BigEndian.Uint16(b))
					font.codes[code] = true
					said.WriteString(font.says[code])
				}
				c.must(len(s)%2 == 0, "text", "%s: half a letter", at)
			}
		}
		operands = operands[:0]
	}
	c.must(len(stack) == 0 && depth == 0 && !inText, "14.6", "%s: %d contents, %d states and text: %v are open", at, len(stack), depth, inText)
}

// A token of a page's contents is an operator or an operand.
type token struct {
	operator string
	operand  types.Object
}

// operators reads the contents of a page.
func operators(b []byte) (out []token) {
	i := 0
	word := func() string {
		from := i
		for i < len(b) && !bytes.ContainsRune([]byte(" \n\r\t()<>[]/"), rune(b[i])) {
			i++
		}
		return string(b[from:i])
	}
	var value func() types.Object
	value = func() types.Object {
		switch {
		case b[i] == '/':
			i++
			return types.Name(word())
		case b[i] == '(':
			var s []byte
			for i++; b[i] != ')'; i++ {
				if b[i] == '\\' {
					if i++; b[i] == 'r' {
						s = append(s, '\r')
						continue
					}
				}
				s = append(s, b[i])
			}
			i++
			return types.StringLiteral(s)
		case bytes.HasPrefix(b[i:], []byte("<<")):
			d := types.Dict{}
			i += 2
			for !bytes.HasPrefix(b[i:], []byte(">>")) {
				if b[i] == ' ' {
					i++
					continue
				}
				key, _ := value().(types.Name)
				for b[i] == ' ' {
					i++
				}
				d[string(key)] = value()
			}
			i += 2
			return d
		case b[i] == '[':
			var a types.Array
			for i++; b[i] != ']'; {
				if b[i] == ' ' {
					i++
					continue
				}
				a = append(a, value())
			}
			i++
			return a
		}
		w := word()
		if n, err := strconv.Atoi(w); err == nil {
			return types.Integer(n)
		}
		v, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return nil
		}
		return types.Float(v)
	}
	for i < len(b) {
		switch {
		case b[i] == ' ' || b[i] == '\n':
			i++
		case b[i] >= 'A' && b[i] <= 'Z' || b[i] >= 'a' && b[i] <= 'z':
			out = append(out, token{operator: word()})
		default:
			out = append(out, token{operand: value()})
		}
	}
	return out
}

// toUnicode reads what the codes of a font mean.
func (c *checker) toUnicode(font types.Dict) map[int]string {
	says := map[int]string{}
	for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]{4})>$`).FindAllSubmatch(c.stream(font["ToUnicode"]), -1) {
		code, _ := strconv.ParseInt(string(m[1]), 16, 32)
		letter, _ := strconv.ParseInt(string(m[2]), 16, 32)
		says[int(code)] = string(rune(letter))
	}
	return says
}

// checkFonts checks the fonts for the codes that are shown.
func (c *checker) checkFonts() {
	for name, f := range c.fonts {
		c.must(c.name(f.dict["Subtype"]) == "Type0" && c.name(f.dict["Encoding"]) == "Identity-H", "31-006", "font %s: %v", name, f.dict)
		inner := c.dict(c.array(f.dict["DescendantFonts"])[0])
		descriptor := c.dict(inner["FontDescriptor"])
		data := c.stream(descriptor["FontFile2"])
		c.must(len(data) > 0, "31-009", "font %s is not embedded", name)
		c.must(c.name(inner["BaseFont"]) == c.name(descriptor["FontName"]), "6.2.11.2", "font %s has two names", name)
		glyphs := c.stream(inner["CIDToGIDMap"])
		c.must(len(glyphs) > 0, "31-005", "font %s: no map to glyphs", name)
		widths := c.widths(inner)
		tables := tablesOf(data)
		upem := float64(binary.BigEndian.Uint16(tables["head"][18:]))
		metrics := int(binary.BigEndian.Uint16(tables["hhea"][34:]))
		for code := range f.codes {
			says := f.says[code]
			c.must(says != "" && says != "\x00" && says != "\ufeff" && says != "\ufffe", "10-001", "font %s: code %04X has no meaning", name, code)
			c.must(says == "" || !unicode.Is(unicode.Co, []rune(says)[0]), "6.2.11.7.3", "font %s: %q is of the private use area", name, says)
			if 2*code+1 >= len(glyphs) {
				c.fail("31-018", "font %s: code %04X has no glyph", name, code)
				continue
			}
			glyph := int(binary.BigEndian.Uint16(glyphs[2*code:]))
			c.must(glyph > 0, "31-030", "font %s: code %04X shows .notdef", name, code)
			at := 4 * min(glyph, metrics-1)
			want := float64(binary.BigEndian.Uint16(tables["hmtx"][at:])) * 1000 / upem
			c.must(math.Abs(widths[code]-want) <= 1, "31-016", "font %s: %q is %v wide, in the file %.1f", name, says, widths[code], want)
		}
	}
}

// widths reads the widths of a font's letters.
func (c *checker) widths(font types.Dict) map[int]float64 {
	out := map[int]float64{}
	list := c.array(font["W"])
	for i := 0; i+1 < len(list); i += 2 {
		first := c.integer(list[i], 0)
		for k, w := range c.array(list[i+1]) {
			out[first+k] = c.number(w)
		}
	}
	return out
}

// standard are the structure types that this package may use, and where: the types of
// the elements that they stand in; none: any.
var standard = map[string][]string{
	"Document": {""}, "Sect": {"Document"}, "Div": nil, "P": nil, "H1": nil, "H2": nil, "H3": nil, "Note": nil,
	"L": nil, "LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI", "Note"},
	"Table": nil, "Caption": {"Table", "Div"}, "THead": {"Table"}, "TBody": {"Table"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"},
	"TOC": {"Sect", "TOCI"}, "TOCI": {"TOC"}, "Reference": {"TOCI"}, "Link": {"Reference", "P"}, "Figure": {"Div", "Sect", "TD"},
}

// within are the types of the elements that some types may hold alone.
var within = map[string][]string{
	"Table": {"Caption", "THead", "TBody", "TR"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"}, "L": {"LI"}, "LI": {"Lbl", "LBody"},
	"TOC": {"TOCI"}, "TOCI": {"Reference", "TOC"},
}

// tree checks the structure.
func (c *checker) tree(root types.Dict) {
	base := c.dict(root["StructTreeRoot"])
	c.must(base != nil && base["RoleMap"] == nil, "02-001", "no structure, or types that are not standard")
	if base == nil {
		return
	}
	c.classes = map[string]types.Dict{}
	for class, attributes := range c.dict(base["ClassMap"]) {
		c.classes[class] = c.dict(attributes)
	}
	document := c.element(base["K"], nil, reference(root["StructTreeRoot"]))
	c.must(document != nil && document.kind == "Document", "01", "the structure begins with %v", document)
	c.checkHeadings()
	var names []string
	list := c.array(c.dict(base["IDTree"])["Names"])
	for i := 0; i+1 < len(list); i += 2 {
		id := c.text(list[i])
		names = append(names, id)
		c.must(c.ids[id] != nil && c.ids[id].number == reference(list[i+1]), "14.7.2", "the name %q is of another element", id)
	}
	c.must(len(names) == len(c.ids) && slices.IsSorted(names), "14.7.2", "%d names in the tree for %d elements, in order: %v", len(names), len(c.ids), slices.IsSorted(names))
	for _, p := range c.parts {
		if p.kind == "Table" {
			c.table(p)
		}
	}
	for i, seen := range c.contents {
		for mark, one := range seen {
			c.must(c.used[[2]int{i, mark}] > 0, "01-005", "page %d: mark %d (%s %q) is in no element", i+1, mark, one.kind, one.text)
		}
	}
}

// element reads an element and what is in it.
func (c *checker) element(o types.Object, parent *treePart, above int) *treePart {
	d := c.dict(o)
	if d == nil {
		c.fail("14.7.2", "%v is no element", o)
		return nil
	}
	p := &treePart{number: reference(o), kind: c.name(d["S"]), dict: d, parent: parent, attr: c.dict(d["A"])}
	if class := c.name(d["C"]); class != "" {
		p.attr = c.classes[class]
		c.must(p.attr != nil && d["A"] == nil, "14.7.5.2", "%s %d is of the class %q, which nothing says", p.kind, p.number, class)
	}
	c.parts = append(c.parts, p)
	if parent != nil {
		parent.kids = append(parent.kids, p)
	}
	c.must(p.number > 0 && c.byNumber[p.number] == nil, "14.7.2", "element %v stands twice", o)
	c.byNumber[p.number] = p
	c.must(reference(d["P"]) == above, "14.7.2", "%s %d has the parent %v, stands in %d", p.kind, p.number, d["P"], above)
	in := ""
	if parent != nil {
		in = parent.kind
	}
	places, known := standard[p.kind]
	c.must(known, "02-001", "structure type %q", p.kind)
	c.must(places == nil || slices.Contains(places, in), "09", "%s in %s", p.kind, in)
	c.must(parent == nil || within[in] == nil || slices.Contains(within[in], p.kind), "09", "%s in %s", p.kind, in)
	if id := c.text(d["ID"]); id != "" {
		c.must(c.ids[id] == nil, "19-004", "two elements are %q", id)
		c.ids[id] = p
	}
	kids, ok := c.get(d["K"]).(types.Array)
	if !ok && d["K"] != nil {
		kids = types.Array{d["K"]}
	}
	for _, k := range kids {
		c.kid(p, k)
	}
	c.must(len(kids) > 0 || p.kind == "TD" || p.kind == "TH", "empty", "%s %d is empty", p.kind, p.number)
	switch p.kind {
	case "H1", "H2", "H3":
		c.headings = append(c.headings, int(p.kind[1]-'0'))
	case "Figure":
		c.must(strings.TrimSpace(c.text(d["Alt"])) != "", "13-004", "a figure without a text")
		c.must(len(c.array(p.attr["BBox"])) == 4, "13", "a figure without a box")
	case "Note":
		c.must(c.text(d["ID"]) != "", "19-003", "a note without a name")
	case "TH":
		scope := c.name(p.attr["Scope"])
		c.must(scope == "Row" || scope == "Column", "15-003", "a heading cell of scope %q", scope)
	case "Caption":
		c.must(parent.kids[0] == p, "09", "a caption is not the first of its %s", in)
	case "Link":
		c.must(len(p.links) > 0, "28-011", "a link without an annotation")
	}
	return p
}

// kid reads what is in an element.
func (c *checker) kid(p *treePart, k types.Object) {
	mark := func(page types.Object, n int) {
		i, ok := c.numbers[reference(page)]
		if !ok {
			c.fail("14.7.4", "%s %d: no page of mark %d", p.kind, p.number, n)
			return
		}
		if _, ok := c.contents[i][n]; !ok {
			c.fail("14.7.4", "%s %d: page %d has no mark %d", p.kind, p.number, i+1, n)
		}
		at := [2]int{i, n}
		c.must(c.used[at] == 0, "14.7.4", "page %d: mark %d is in two elements", i+1, n)
		c.used[at] = p.number
		p.marks = append(p.marks, at)
		c.must(c.contents[i][n].kind == p.kind, "14.7.4", "page %d: mark %d is a %s, in a %s", i+1, n, c.contents[i][n].kind, p.kind)
	}
	if n, ok := c.get(k).(types.Integer); ok {
		mark(p.dict["Pg"], int(n))
		return
	}
	d := c.dict(k)
	switch c.name(d["Type"]) {
	case "MCR":
		mark(d["Pg"], c.integer(d["MCID"], -1))
	case "OBJR":
		p.links = append(p.links, reference(d["Obj"]))
	default:
		c.element(k, p, p.number)
	}
}

// checkHeadings checks that the first heading is of the first level and none is left
// out on the way down.
func (c *checker) checkHeadings() {
	last := 0
	for _, level := range c.headings {
		c.must(level <= last+1, "14-003", "a heading of level %d after one of level %d", level, last)
		last = level
	}
}

// table checks that the cells of a table fill its rows, and that the heading cells
// that a cell names are in it.
func (c *checker) table(t *treePart) {
	var rows []*treePart
	count := map[string]int{}
	for _, k := range t.kids {
		count[k.kind]++
		if k.kind == "TR" {
			rows = append(rows, k)
		} else if k.kind != "Caption" {
			rows = append(rows, k.kids...)
		}
	}
	c.must(count["THead"] <= 1 && count["Caption"] <= 1 && (count["THead"] == 0 || count["TBody"] > 0), "09-004", "table of %v", count)
	c.must(len(rows) > 0, "09-004", "table without rows")
	own := map[string]bool{}
	for _, r := range rows {
		for _, cell := range r.kids {
			if id := c.text(cell.dict["ID"]); id != "" && cell.kind == "TH" {
				own[id] = true
			}
		}
	}
	var down []int // by column: how many rows a cell above reaches into
	wide := -1
	for n, r := range rows {
		at := 0
		free := func() {
			for at < len(down) && down[at] > 0 {
				down[at]--
				at++
			}
		}
		for _, cell := range r.kids {
			free()
			across, deep := c.integer(cell.attr["ColSpan"], 1), c.integer(cell.attr["RowSpan"], 1)
			for range across {
				if at == len(down) {
					down = append(down, 0)
				}
				down[at] = deep - 1
				at++
			}
			for _, h := range c.array(cell.attr["Headers"]) {
				c.must(own[c.text(h)], "15-003", "a cell names the heading %q, which is not in its table", c.text(h))
			}
		}
		free()
		if wide < 0 {
			wide = at
		}
		c.must(at == wide, "15", "row %d of a table has %d columns, the first %d", n+1, at, wide)
	}
	c.must(!slices.ContainsFunc(down, func(n int) bool { return n > 0 }), "15", "a cell reaches below its table")
}

// parents checks the way back from contents to elements.
func (c *checker) parents(root types.Dict) {
	nums := c.array(c.dict(c.dict(root["StructTreeRoot"])["ParentTree"])["Nums"])
	back := map[int]types.Object{}
	last := -1
	for i := 0; i+1 < len(nums); i += 2 {
		key := c.integer(nums[i], -1)
		c.must(key > last, "7.9.7", "key %d after %d", key, last)
		last = key
		back[key] = nums[i+1]
	}
	for i, page := range c.pages {
		list := c.array(back[c.integer(page["StructParents"], -1)])
		c.must(len(list) == len(c.contents[i]), "14.7.4.4", "page %d: %d parents of %d contents", i+1, len(list), len(c.contents[i]))
		for mark, o := range list {
			c.must(reference(o) == c.used[[2]int{i, mark}], "14.7.4.4", "page %d: mark %d has the parent %d and is in %d", i+1, mark, reference(o), c.used[[2]int{i, mark}])
		}
		for _, o := range c.array(page["Annots"]) {
			p := c.byNumber[reference(back[c.integer(c.dict(o)["StructParent"], -1)])]
			c.must(p != nil && p.kind == "Link" && slices.Contains(p.links, reference(o)), "28-010", "page %d: a link is not in an element", i+1)
		}
	}
}

func (c *checker) annotations() {
	for i, page := range c.pages {
		c.must(c.name(page["Tabs"]) == "S", "28-008", "page %d: order of tabs %v", i+1, page["Tabs"])
		for _, o := range c.array(page["Annots"]) {
			d := c.dict(o)
			c.must(c.name(d["Subtype"]) == "Link", "28", "page %d: annotation %v", i+1, d["Subtype"])
			c.must(c.text(d["Contents"]) != "", "28-012", "page %d: a link without a text", i+1)
			c.must(c.integer(d["F"], 0) == 4, "6.3.2", "page %d: a link with the flags %v", i+1, d["F"])
			target := c.array(d["Dest"])
			known := false
			if len(target) > 0 {
				_, known = c.numbers[reference(target[0])]
			}
			c.must(known, "28", "page %d: a link to no page", i+1)
		}
	}
}

// reading is what is read of a page, element by element in the order of the tree, each
// with its type; where content stands again, only what is on the page.
func (c *checker) reading(page int) string {
	var b strings.Builder
	for _, p := range c.parts {
		var texts []string
		for _, m := range p.marks {
			if m[0] == page {
				texts = append(texts, c.contents[page][m[1]].text)
			}
		}
		switch alt := c.text(p.dict["Alt"]); {
		case len(texts) > 0 && alt != "":
			fmt.Fprintf(&b, "%s: %s\n", p.kind, alt)
		case len(texts) > 0:
			fmt.Fprintf(&b, "%s: %s\n", p.kind, strings.TrimSpace(strings.Join(texts, "")))
		}
	}
	return b.String()
}
