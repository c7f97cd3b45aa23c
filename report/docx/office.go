package docx

import (
	"maps"
	"slices"
	"strings"
)

// templateStyles are the styles of a template as they stand among ours.
type templateStyles struct {
	defaults *node
	instead  map[string]*node // by the identifier of ours that they replace
	beside   []*node
}

// take lays the styles of a template out among ours. A style of the same name takes
// the place of ours, but not of one that measures rest on; others stand beside.
func (t *Template) take(ours []style) templateStyles {
	out := templateStyles{instead: map[string]*node{}}
	ids := t.identifiers(ours)
	fixed := map[string]bool{}
	for _, s := range ours {
		fixed[s.id] = s.fixed
	}
	based := map[string]string{}
	for _, s := range ours {
		based[s.id] = s.based
	}
	for _, s := range t.styles {
		id, ok := ids[s.attr("w:styleId")]
		if !ok {
			continue
		}
		base := s.child("w:basedOn")
		if base != nil {
			based[id] = ids[base.attr("w:val")]
		} else if !fixed[id] {
			based[id] = ""
		}
		one := renamed(s, ids)
		one.set("w:styleId", id)
		dropAttr(one, "w:default")
		if id == "Normal" {
			one.set("w:default", "1")
		}
		if _, known := fixed[id]; known {
			if !fixed[id] {
				out.instead[id] = one
			}
			continue
		}
		out.beside = append(out.beside, one)
	}
	for _, s := range append(slices.Collect(maps.Values(out.instead)), out.beside...) {
		if circular(based, s.attr("w:styleId")) {
			s.children = slices.DeleteFunc(s.children, func(c *node) bool { return c.name == "w:basedOn" })
		}
	}
	if t.defaults != nil {
		out.defaults = renamed(t.defaults, ids)
		inVietnamese(out.defaults)
	}
	return out
}

// identifiers are the identifiers that the template's styles have in our document, by
// those that they have in it: Word calls them otherwise in each language.
func (t *Template) identifiers(ours []style) map[string]string {
	kinds, names, taken := map[string]string{}, map[string]string{}, map[string]bool{}
	add := func(kind, id, name string) {
		names[strings.ToLower(name)], kinds[strings.ToLower(name)] = id, kind
		taken[strings.ToLower(id)] = true
	}
	for _, s := range ours {
		add("paragraph", s.id, s.name)
	}
	add("character", "DefaultParagraphFont", "Default Paragraph Font")
	add("character", styleNoteMark, "Dấu chú thích")
	add("table", "TableNormal", "Normal Table")
	add("table", styleTable, "Bảng số liệu")
	add("table", styleFrameless, "Bảng không kẻ")
	ids := map[string]string{}
	for _, s := range t.styles {
		name := strings.ToLower(s.child("w:name").attr("w:val"))
		if id := names[name]; id != "" {
			if kinds[name] == s.attr("w:type") {
				ids[s.attr("w:styleId")] = id
			}
			continue
		}
		id := s.attr("w:styleId")
		for taken[strings.ToLower(id)] {
			id += "Mau"
		}
		taken[strings.ToLower(id)] = true
		ids[s.attr("w:styleId")] = id
	}
	return ids
}

// renamed is a copy of an element whose references to styles are those of our
// document; a reference to a style that there is not is left out.
func renamed(n *node, ids map[string]string) *node {
	out := &node{name: n.name, attrs: slices.Clone(n.attrs), text: n.text}
	for _, c := range n.children {
		if styleReference[c.name] {
			id, ok := ids[c.attr("w:val")]
			if !ok {
				continue
			}
			out.children = append(out.children, &node{name: c.name, attrs: []string{"w:val", id}})
			continue
		}
		out.children = append(out.children, renamed(c, ids))
	}
	return out
}

var styleReference = map[string]bool{"w:basedOn": true, "w:next": true, "w:link": true, "w:pStyle": true, "w:rStyle": true, "w:tblStyle": true}

func dropAttr(n *node, name string) {
	for i := 0; i+1 < len(n.attrs); i += 2 {
		if n.attrs[i] == name {
			n.attrs = slices.Delete(n.attrs, i, i+2)
			return
		}
	}
}

// circular tells whether a style is based on itself at last.
func circular(based map[string]string, id string) bool {
	seen := map[string]bool{}
	for at := id; at != ""; at = based[at] {
		if seen[at] {
			return true
		}
		seen[at] = true
	}
	return false
}

// inVietnamese sets the language of all text.
func inVietnamese(defaults *node) {
	defaults.each(func(n *node) {
		if n.name == "w:rPr" {
			n.children = slices.DeleteFunc(n.children, func(c *node) bool { return c.name == "w:lang" })
			n.children = append(n.children, &node{name: "w:lang", attrs: []string{"w:val", language, "w:eastAsia", language, "w:bidi", "ar-SA"}})
		}
	})
}

// A bandPart is the part of a head or a foot of the template.
type bandPart struct {
	file
	relations []relation
}

// bandKinds are the kinds of heads and feet, with the names of their parts.
var bandKinds = []struct{ kind, part, id string }{
	{"header default", "header3", "rIdMauDau"}, {"header first", "header4", "rIdMauDauTrangDau"},
	{"footer default", "footer1", "rIdMauChan"}, {"footer first", "footer2", "rIdMauChanTrangDau"},
}

// bands are the heads and feet of the template that the document has.
func (d *document) bands() []bandPart {
	if d.Template == nil {
		return nil
	}
	var all []bandPart
	ids := d.Template.identifiers(paragraphStyles(d.form, d.upright.width))
	for _, k := range bandKinds {
		b := d.Template.furniture[k.kind]
		if b == nil {
			continue
		}
		kind, _, _ := strings.Cut(k.kind, " ")
		part := &document{}
		part.begin(map[string]string{"header": "w:hdr", "footer": "w:ftr"}[kind], mainSpaces...)
		if k.kind == "header default" && !d.Template.numbered() {
			part.pageNumber(true)
		}
		for _, n := range b.content {
			part.node(renamed(n, ids))
		}
		if len(b.content) == 0 || b.content[len(b.content)-1].name != "w:p" {
			part.paragraph(paragraph{style: styleHeader})
		}
		one := bandPart{file: file{name: "word/" + k.part + ".xml", content: wordML + kind + "+xml", id: k.id, kind: kind, data: part.part()}}
		for _, i := range b.images {
			one.relations = append(one.relations, relation{imageID(i), relationships + "/image", "media/" + d.Template.images[i].name})
		}
		all = append(all, one)
	}
	return all
}

// numbered tells whether the head or the foot of the template's pages has their
// number.
func (t *Template) numbered() bool {
	for _, kind := range []string{"header default", "footer default"} {
		if b := t.furniture[kind]; b != nil && b.numbers {
			return true
		}
	}
	return false
}

// references writes which head and foot the pages have, and tells whether the first
// page has its own. Where the template has none, the number of the page stands in the
// head, but of the first page.
func (d *document) references() (titled bool) {
	has := func(kind string) string {
		if d.Template != nil && d.Template.furniture[kind] != nil {
			for _, k := range bandKinds {
				if k.kind == kind {
					return k.id
				}
			}
		}
		return ""
	}
	write := func(kind, which, id string) {
		if id != "" {
			d.empty("w:"+kind+"Reference", "w:type", which, "r:id", id)
		}
	}
	head, foot := has("header default"), has("footer default")
	switch {
	case head == "" && (d.Template == nil || !d.Template.numbered()):
		write("header", "default", idHeader)
		write("header", "first", idFirstHeader)
		write("footer", "default", foot)
		write("footer", "first", foot)
		return true
	case d.Template.titled:
		write("header", "default", head)
		if first := has("header first"); first != "" {
			write("header", "first", first)
		} else {
			write("header", "first", idFirstHeader)
		}
		write("footer", "default", foot)
		write("footer", "first", has("footer first"))
		return true
	}
	write("header", "default", head)
	write("footer", "default", foot)
	return false
}

// pictureTypes are the types of pictures by what their names end with.
var pictureTypes = map[string]string{"emf": "image/x-emf", "gif": "image/gif", "jpeg": "image/jpeg", "png": "image/png"}

// pictures are the kinds of pictures that the document holds.
func (d *document) pictures() []string {
	var kinds []string
	if len(d.drawings) > 0 {
		kinds = append(kinds, "emf")
	}
	if d.Template != nil {
		for _, picture := range d.Template.images {
			_, extension, _ := strings.Cut(picture.name, ".")
			if !slices.Contains(kinds, extension) {
				kinds = append(kinds, extension)
			}
		}
	}
	slices.Sort(kinds)
	return kinds
}
