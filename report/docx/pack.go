package docx

import (
	"archive/zip"
	"cmp"
	"io"
	"path"
	"time"

	"tongket/report/annex"
)

const (
	language = "vi-VN"
	typeface = "Times New Roman"

	office        = "http://schemas.openxmlformats.org/officeDocument/2006/"
	relationships = office + "relationships"
	packages      = "http://schemas.openxmlformats.org/package/2006/"
	drawingML     = "http://schemas.openxmlformats.org/drawingml/2006/"
	wordML        = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	chartType     = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
	workbookType  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// mainSpaces are the name spaces of the parts of a document.
var mainSpaces = []string{
	"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"xmlns:r", relationships,
	"xmlns:wp", drawingML + "wordprocessingDrawing",
	"xmlns:a", drawingML + "main",
	"xmlns:c", drawingML + "chart",
	"xmlns:pic", drawingML + "picture",
}

// Relationships of the document to its parts.
const (
	idHeader      = "rIdHeader"
	idFirstHeader = "rIdFirstHeader"
)

// A file is a part of the package; one without a content is told by its name. Its kind is the last word of the type of the
// document's relationship to it; empty: it has none.
type file struct {
	name, content, id, kind string
	data                    []byte
}

// pack writes the package. Its files bear no time, and they always stand in the
// same order.
func (d *document) pack(w io.Writer, title string) error {
	day, err := made(d.doc)
	if err != nil {
		return err
	}
	files := []file{
		{name: "word/document.xml", content: wordML + "document.main+xml", data: d.whole()},
		{name: "word/styles.xml", content: wordML + "styles+xml", id: "rIdStyles", kind: "styles", data: stylesPart(d.form, d.upright.width, d.Template)},
		{name: "word/settings.xml", content: wordML + "settings+xml", id: "rIdSettings", kind: "settings", data: settings()},
		{name: "word/fontTable.xml", content: wordML + "fontTable+xml", id: "rIdFonts", kind: "fontTable", data: fontTable()},
		{name: "word/numbering.xml", content: wordML + "numbering+xml", id: "rIdNumbering", kind: "numbering", data: numbering()},
		{name: "word/header1.xml", content: wordML + "header+xml", id: idHeader, kind: "header", data: header(true)},
		{name: "word/header2.xml", content: wordML + "header+xml", id: idFirstHeader, kind: "header", data: header(false)},
		{name: "docProps/core.xml", content: "application/vnd.openxmlformats-package.core-properties+xml", data: core(d.doc, title, day)},
		{name: "docProps/app.xml", content: "application/vnd.openxmlformats-officedocument.extended-properties+xml", data: application(d.doc)},
	}
	if len(d.comments.texts) > 0 {
		files = append(files, file{name: "word/comments.xml", content: wordML + "comments+xml", id: "rIdComments", kind: "comments", data: d.comments.part(day)})
	}
	bands := d.bands()
	for _, b := range bands {
		files = append(files, b.file)
	}
	for _, c := range d.charts {
		files = append(files, file{name: "word/charts/" + c.name + ".xml", content: chartType, id: c.id, kind: "chart", data: c.chart})
	}
	for _, p := range d.drawings {
		files = append(files, file{name: "word/media/" + p.name, id: p.id, kind: "image", data: p.data})
	}
	z := zip.NewWriter(w)
	put := func(name string, data []byte) {
		if err != nil {
			return
		}
		var part io.Writer
		if part, err = z.Create(name); err == nil {
			_, err = part.Write(data)
		}
	}
	put("[Content_Types].xml", contentTypes(files, d.pictures()))
	put("_rels/.rels", packageRelations())
	for _, f := range files {
		put(f.name, f.data)
	}
	put("word/_rels/document.xml.rels", documentRelations(files))
	for _, b := range bands {
		if len(b.relations) > 0 {
			put("word/_rels/"+path.Base(b.name)+".rels", relations(b.relations))
		}
	}
	if d.Template != nil {
		for _, picture := range d.Template.images {
			put("word/media/"+picture.name, picture.data)
		}
	}
	for _, c := range d.charts {
		put("word/charts/_rels/"+c.name+".xml.rels", relations([]relation{{"rId1", relationships + "/package", "../embeddings/" + c.name + ".xlsx"}}))
		put("word/embeddings/"+c.name+".xlsx", c.workbook)
	}
	return cmp.Or(err, z.Close())
}

func contentTypes(files []file, pictures []string) []byte {
	var m markup
	m.begin("Types", "xmlns", packages+"content-types")
	m.empty("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	for _, extension := range pictures {
		m.empty("Default", "Extension", extension, "ContentType", pictureTypes[extension])
	}
	m.empty("Default", "Extension", "xlsx", "ContentType", workbookType)
	m.empty("Default", "Extension", "xml", "ContentType", "application/xml")
	for _, f := range files {
		if f.content == "" { // told by what its name ends with
			continue
		}
		m.empty("Override", "PartName", "/"+f.name, "ContentType", f.content)
	}
	return m.part()
}

// A relation leads from a part to another.
type relation struct{ id, kind, target string }

func relations(all []relation) []byte {
	var m markup
	m.begin("Relationships", "xmlns", packages+"relationships")
	for _, r := range all {
		m.empty("Relationship", "Id", r.id, "Type", r.kind, "Target", r.target)
	}
	return m.part()
}

func packageRelations() []byte {
	return relations([]relation{
		{"rId1", relationships + "/officeDocument", "word/document.xml"},
		{"rId2", packages + "relationships/metadata/core-properties", "docProps/core.xml"},
		{"rId3", relationships + "/extended-properties", "docProps/app.xml"},
	})
}

func documentRelations(files []file) []byte {
	var all []relation
	for _, f := range files {
		if f.kind != "" {
			all = append(all, relation{f.id, relationships + "/" + f.kind, f.name[len("word/"):]})
		}
	}
	return relations(all)
}

// header is the head of a page: its number, or nothing.
func header(numbered bool) []byte {
	d := &document{}
	d.begin("w:hdr", mainSpaces...)
	d.pageNumber(numbered)
	return d.part()
}

// pageNumber writes a line with the number of the page in its middle, or a blank one.
func (d *document) pageNumber(numbered bool) {
	p := paragraph{style: styleHeader, centred: true}
	if numbered {
		p.runs = []run{{field: "PAGE", text: "2"}}
	}
	d.paragraph(p)
}

// settings are those of a document of today's Word, in the order of CT_Settings.
func settings() []byte {
	var m markup
	m.begin("w:settings", mainSpaces...)
	m.empty("w:zoom", "w:percent", "100")
	m.empty("w:defaultTabStop", "w:val", "720")
	m.empty("w:characterSpacingControl", "w:val", "doNotCompress")
	m.begin("w:compat")
	m.empty("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
	m.end(1)
	m.empty("w:themeFontLang", "w:val", language)
	m.empty("w:decimalSymbol", "w:val", ",")
	m.empty("w:listSeparator", "w:val", ";")
	return m.part()
}

// fontTable names what may stand for the typeface where it lacks: letters of the
// same widths.
func fontTable() []byte {
	var m markup
	m.begin("w:fonts", mainSpaces...)
	m.begin("w:font", "w:name", typeface)
	m.empty("w:altName", "w:val", "Liberation Serif")
	m.empty("w:panose1", "w:val", "02020603050405020304")
	m.empty("w:charset", "w:val", "00")
	m.empty("w:family", "w:val", "roman")
	m.empty("w:pitch", "w:val", "variable")
	return m.part()
}

// numbering is the one list that there is: with dashes.
func numbering() []byte {
	var m markup
	m.begin("w:numbering", mainSpaces...)
	m.begin("w:abstractNum", "w:abstractNumId", "0")
	m.empty("w:multiLevelType", "w:val", "singleLevel")
	m.begin("w:lvl", "w:ilvl", "0")
	m.empty("w:start", "w:val", "1")
	m.empty("w:numFmt", "w:val", "bullet")
	m.empty("w:pStyle", "w:val", styleBullet)
	m.empty("w:suff", "w:val", "space")
	m.empty("w:lvlText", "w:val", "-")
	m.empty("w:lvlJc", "w:val", "left")
	m.begin("w:pPr")
	m.empty("w:ind", "w:left", "0", "w:firstLine", twips(10))
	m.end(1)
	m.begin("w:rPr")
	m.empty("w:rFonts", "w:ascii", typeface, "w:hAnsi", typeface, "w:cs", typeface)
	m.end(3)
	m.begin("w:num", "w:numId", "1")
	m.empty("w:abstractNumId", "w:val", "0")
	return m.part()
}

// core are the properties of the document: its day is the job's.
func core(doc annex.Document, title string, day time.Time) []byte {
	var m markup
	m.begin("cp:coreProperties", "xmlns:cp", packages+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	at := day.Format(time.RFC3339)
	m.simple("dc:title", title)
	m.simple("dc:subject", doc.Subtitle)
	m.simple("dc:creator", cmp.Or(doc.Author, "tongket"))
	m.simple("cp:lastModifiedBy", "tongket")
	m.simple("dcterms:created", at, "xsi:type", "dcterms:W3CDTF")
	m.simple("dcterms:modified", at, "xsi:type", "dcterms:W3CDTF")
	m.simple("dc:language", language)
	return m.part()
}

func application(doc annex.Document) []byte {
	var m markup
	m.begin("Properties", "xmlns", office+"extended-properties")
	m.simple("Application", "tongket")
	m.simple("Company", doc.Organisation)
	return m.part()
}
