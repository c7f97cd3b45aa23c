package phutho

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

const odsType = "application/vnd.oasis.opendocument.spreadsheet"

const odsNamespaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2"`

// ods writes a book as an OpenDocument spreadsheet.
func ods(b *Book) ([]byte, error) {
	manifest := xml.Header + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">` +
		`<manifest:file-entry manifest:full-path="/" manifest:media-type="` + odsType + `"/>` +
		`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
		`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>`
	return zipped([]part{
		{name: "mimetype", content: []byte(odsType), stored: true},
		{name: "content.xml", content: []byte(odsContent(b))},
		{name: "styles.xml", content: []byte(odsPage)},
		{name: "META-INF/manifest.xml", content: []byte(manifest)},
	})
}

// odsPage is A4 turned, one page wide, without header and footer.
const odsPage = xml.Header + `<office:document-styles ` + odsNamespaces + `><office:automatic-styles><style:page-layout style:name="pm1">` +
	`<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/>` +
	`</style:page-layout></office:automatic-styles><office:master-styles>` +
	`<style:master-page style:name="Default" style:page-layout-name="pm1"><style:header style:display="false"/><style:footer style:display="false"/></style:master-page>` +
	`</office:master-styles></office:document-styles>`

func odsContent(b *Book) string {
	var out strings.Builder
	out.WriteString(xml.Header + `<office:document-content ` + odsNamespaces + `><office:automatic-styles>`)
	for i, s := range b.Sheets {
		fmt.Fprintf(&out, `<style:style style:name="ta%d" style:family="table" style:master-page-name="Default"/>`, i)
		for j, w := range s.Widths {
			fmt.Fprintf(&out, `<style:style style:name="co%d-%d" style:family="table-column"><style:table-column-properties style:column-width="%.2fcm"/></style:style>`, i, j, w*0.2)
		}
	}
	for look := Plain; look <= TextFig; look++ {
		odsStyle(&out, look)
	}
	out.WriteString(`</office:automatic-styles><office:body><office:spreadsheet>`)
	for i, s := range b.Sheets {
		odsSheet(&out, i, s)
	}
	out.WriteString(`</office:spreadsheet></office:body></office:document-content>`)
	return out.String()
}

func odsStyle(out *strings.Builder, look Look) {
	data := ""
	if decimals, ok := map[Look]int{Whole: 0, WholeBold: 0, One: 1, Two: 2}[look]; ok {
		fmt.Fprintf(out, `<number:number-style style:name="n%d"><number:number number:decimal-places="%d" number:min-integer-digits="1" number:grouping="true"/></number:number-style>`, look, decimals)
		data = fmt.Sprintf(` style:data-style-name="n%d"`, look)
	}
	fmt.Fprintf(out, `<style:style style:name="ce%d" style:family="table-cell"%s>`, look, data)
	border, wrap := "", "no-wrap"
	if look.wrapped() {
		wrap = "wrap"
	}
	if look.bordered() {
		border = ` fo:border="0.5pt solid #000000"`
	}
	fmt.Fprintf(out, `<style:table-cell-properties style:vertical-align="middle" fo:wrap-option="%s"%s/>`, wrap, border)
	align := map[string]string{"center": "center", "right": "end", "left": "start"}[look.align()]
	indent := ""
	if look == Child {
		indent = ` fo:margin-left="0.3cm"`
	}
	fmt.Fprintf(out, `<style:paragraph-properties fo:text-align="%s"%s/>`, align, indent)
	weight, slant := "normal", "normal"
	if look.bold() {
		weight = "bold"
	}
	if look.italic() {
		slant = "italic"
	}
	fmt.Fprintf(out, `<style:text-properties fo:font-family="Times New Roman" fo:font-size="12pt" fo:font-weight="%s" fo:font-style="%s"/></style:style>`, weight, slant)
}

func odsSheet(out *strings.Builder, index int, s *Sheet) {
	fmt.Fprintf(out, `<table:table table:name="%s" table:style-name="ta%d">`, escaped(s.Name), index)
	for j := range s.Widths {
		fmt.Fprintf(out, `<table:table-column table:style-name="co%d-%d"/>`, index, j)
	}
	rows, cols := s.size()
	for r := 1; r <= rows; r++ {
		out.WriteString(`<table:table-row>`)
		for c := 1; c <= cols; c++ {
			odsCell(out, s, r, c)
		}
		out.WriteString(`</table:table-row>`)
	}
	out.WriteString(`</table:table>`)
}

func odsCell(out *strings.Builder, s *Sheet, row, col int) {
	name, span := "table:table-cell", ""
	for _, m := range s.Merges {
		if row < m[0] || row > m[2] || col < m[1] || col > m[3] {
			continue
		}
		if row == m[0] && col == m[1] {
			span = fmt.Sprintf(` table:number-columns-spanned="%d" table:number-rows-spanned="%d"`, m[3]-m[1]+1, m[2]-m[0]+1)
		} else {
			name = "table:covered-table-cell"
		}
	}
	c := s.at(row, col)
	if c == nil {
		fmt.Fprintf(out, `<%s/>`, name)
		return
	}
	fmt.Fprintf(out, `<%s table:style-name="ce%d"%s`, name, c.Look, span)
	switch {
	case c.IsNum:
		value := strconv.FormatFloat(c.Num, 'f', -1, 64)
		shown := comma(c.Num, max(0, len(value)-1-strings.IndexByte(value+".", '.')))
		fmt.Fprintf(out, ` office:value-type="float" office:value="%s"><text:p>%s</text:p></%s>`, value, shown, name)
	case c.Text != "":
		fmt.Fprintf(out, ` office:value-type="string"><text:p>%s</text:p></%s>`, escaped(c.Text), name)
	default:
		out.WriteString(`/>`)
	}
}

func escaped(s string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(s)) // a Builder takes everything
	return out.String()
}
