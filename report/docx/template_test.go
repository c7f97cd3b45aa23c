package docx

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tongket/report/vi"
)

const (
	wordSpace   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	dot         = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
	officeTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
)

// officeFiles is a document as the Word of a Vietnamese office saves it, with what must
// never come over: a macro, a template that is attached from a network, a link, a
// field that reads a file, text that is hidden, white or too small.
func officeFiles() map[string]string {
	rel := func(id, kind, target, mode string) string {
		return `<Relationship Id="` + id + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"` + mode + `/>`
	}
	const rels, end, external = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`, `</Relationships>`, ` TargetMode="External"`
	picture, _ := base64.StdEncoding.DecodeString(dot)
	drawing := `<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="logo"><a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:id="rId9"/></wp:docPr>` +
		`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
	field := func(instruction, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + instruction + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>` + result + `</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	return map[string]string{
		"[Content_Types].xml": officeTypes,
		"_rels/.rels":         rels + rel("rId1", "officeDocument", "word/document.xml", "") + end,
		"word/document.xml": `<w:document ` + wordSpace + `><w:body><w:p><w:r><w:t>bí mật của văn bản mẫu</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>` +
			`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="851" w:bottom="1134" w:left="1985" w:header="567" w:footer="425" w:gutter="0"/></w:sectPr></w:body></w:document>`,
		"word/_rels/document.xml.rels": rels + rel("rId1", "styles", "styles.xml", "") + rel("rId2", "theme", "theme/theme1.xml", "") + rel("rId3", "header", "header1.xml", "") + rel("rId4", "footer", "footer1.xml", "") +
			rel("rId5", "vbaProject", "vbaProject.bin", "") + rel("rId6", "hyperlink", "http://xau.example/", external) + end,
		"word/_rels/settings.xml.rels": rels + rel("rId1", "attachedTemplate", "http://xau.example/mau.dotm", external) + end,
		"word/vbaProject.bin":          "Sub AutoOpen()",
		"word/theme/theme1.xml":        `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`,
		"word/styles.xml": `<w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="26"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
			`<w:style w:type="paragraph" w:default="1" w:styleId="Binhthng"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr><w:rPr><w:vanish/><w:color w:val="FFFFFF"/><w:sz w:val="2"/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:basedOn w:val="Binhthng"/><w:next w:val="Binhthng"/><w:link w:val="u1Char"/><w:rPr><w:color w:val="C00000"/><w:b/></w:rPr></w:style>` +
			`<w:style w:type="character" w:styleId="u1Char"><w:name w:val="Đầu đề 1 Char"/><w:basedOn w:val="khongco"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="OBang11"><w:name w:val="Ô bảng 11"/><w:rPr><w:sz w:val="96"/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="DoanVan"><w:name w:val="Cơ quan"/><w:basedOn w:val="Vong"/><w:pPr><w:jc w:val="right"/><w:numPr><w:numId w:val="7"/></w:numPr><w:keepNext/></w:pPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Vong"><w:name w:val="Vòng"/><w:basedOn w:val="DoanVan"/></w:style></w:styles>`,
		"word/header1.xml": `<w:hdr ` + wordSpace + `><w:p><w:pPr><w:pStyle w:val="DoanVan"/></w:pPr><w:hyperlink r:id="rId9"><w:r><w:t>SỞ LAO ĐỘNG</w:t></w:r></w:hyperlink>` + field(`INCLUDETEXT "C:\\bi-mat.txt"`, "chữ cũ") + field(` NUMPAGES `, "9") + `<w:r>` + drawing + `</w:r><w:r><w:pict/></w:r><w:fldSimple w:instr="DDEAUTO c:\\x"><w:r><w:t>dde</w:t></w:r></w:fldSimple></w:p>` +
			`<w:altChunk r:id="rId8"/></w:hdr>`,
		"word/_rels/header1.xml.rels": rels + rel("rId1", "image", "media/logo.png", "") + rel("rId8", "aFChunk", "chunk.html", "") + rel("rId9", "hyperlink", "http://xau.example/", external) + end,
		"word/media/logo.png":         string(picture),
		"word/footer1.xml":            `<w:ftr ` + wordSpace + `><w:p><w:r><w:t>Trang </w:t></w:r>` + field(` PAGE `, "1") + `</w:p></w:ftr>`,
	}
}

func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func on(t testing.TB, files map[string]string) (map[string][]byte, *Template) {
	t.Helper()
	template, err := ReadTemplate(zipped(t, files))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Write(&out, everything(), Options{Template: template}); err != nil {
		t.Fatal(err)
	}
	return parts(t, out.Bytes()), template
}

// TestTemplate: what an office's document gives is taken over, what could harm or hide
// is not, and the text of the annexes is what it is without.
func TestTemplate(t *testing.T) {
	all, template := on(t, officeFiles())
	for part, data := range all {
		if path.Ext(part) == ".xml" || path.Ext(part) == ".rels" {
			checkOrder(t, part, data)
		}
	}
	document, styles, head, foot := string(all["word/document.xml"]), string(all["word/styles.xml"]), string(all["word/header3.xml"]), string(all["word/footer1.xml"])
	for what, ok := range map[string]bool{
		"margins":                       strings.Contains(document, `<w:pgMar w:top="1418" w:right="851" w:bottom="1134" w:left="1985" w:header="567" w:footer="425" w:gutter="0"/>`),
		"margins of turned pages":       strings.Contains(document, `<w:pgMar w:top="1985" w:right="1418" w:bottom="851" w:left="1134"`),
		"the font of the theme":         strings.Contains(styles, `<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>`),
		"the language stays":            strings.Contains(styles, `<w:lang w:val="vi-VN"`) && !strings.Contains(styles, "en-US"),
		"Normal by our identifier":      strings.Contains(styles, `w:styleId="Normal" w:default="1"`) && !strings.Contains(styles, "Binhthng"),
		"headings look as theirs":       strings.Contains(styles, `w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:link w:val="u1Char"/><w:rPr><w:b/><w:color w:val="C00000"/></w:rPr>`),
		"a style of theirs stands by":   strings.Contains(styles, `w:styleId="DoanVanMau"><w:name w:val="Cơ quan"/>`),
		"cells keep their size":         strings.Contains(styles, `<w:name w:val="Ô bảng 11"/><w:basedOn w:val="Normal"/>`) && !strings.Contains(styles, `<w:sz w:val="96"/>`),
		"the head":                      strings.Contains(head, `<w:pStyle w:val="DoanVanMau"/>`) && strings.Contains(head, "SỞ LAO ĐỘNG") && strings.Contains(head, "chữ cũ") && strings.Contains(head, " NUMPAGES "),
		"its picture":                   strings.Contains(head, `r:embed="rIdMau1"`) && all["word/media/mau1.png"] != nil && strings.Contains(string(all["word/_rels/header3.xml.rels"]), `Target="media/mau1.png"`),
		"the number of the page":        strings.Contains(foot, "Trang ") && strings.Contains(foot, " PAGE ") && !strings.Contains(head, `> PAGE <`),
		"no text of the office's":       !strings.Contains(document, "bí mật"),
		"nothing hidden, pale or small": !strings.Contains(styles, "vanish") && !strings.Contains(styles, "FFFFFF") && !strings.Contains(styles, `w:val="2"/>`) && !strings.Contains(styles, "w:numId w:val=\"7\""),
		"the first page has a head":     !strings.Contains(document, "w:titlePg"),
	} {
		if !ok {
			t.Errorf("not so: %s", what)
		}
	}
	for name, data := range all {
		for _, never := range []string{"External", "xau.example", "INCLUDETEXT", "DDEAUTO", "AutoOpen", "altChunk", "hlinkClick", "<w:pict", "attachedTemplate"} {
			if strings.Contains(name, "vba") || bytes.Contains(data, []byte(never)) {
				t.Errorf("%s holds %s", name, never)
			}
		}
	}
	if got, want := strings.Join(template.Left(), " "), "external field macro shape"; got != want {
		t.Errorf("left behind: %s, want %s", got, want)
	}
	ours := parts(t, written(t, everything()))
	pages := regexp.MustCompile(`(\\h\})\d+`) // its margins are others, and so may be the pages
	if got, want := pages.ReplaceAllString(outline(t, all["word/document.xml"]), "$1"), pages.ReplaceAllString(outline(t, ours["word/document.xml"]), "$1"); got != want {
		t.Errorf("the document reads\n%s\nwant\n%s", got, want)
	}
	checkStyles(t, document+head+foot, styles)
}

// checkStyles fails where a style is used and not defined, or defined twice, or based
// on itself.
func checkStyles(t *testing.T, text, styles string) {
	t.Helper()
	defined := values(styles, `w:styleId="`)
	slices.Sort(defined)
	if len(slices.Compact(slices.Clone(defined))) != len(defined) {
		t.Errorf("styles are defined twice: %v", defined)
	}
	for _, attribute := range []string{`<w:pStyle w:val="`, `<w:tblStyle w:val="`, `<w:rStyle w:val="`, `<w:basedOn w:val="`, `<w:next w:val="`, `<w:link w:val="`} {
		for _, style := range values(text+styles, attribute) {
			if !slices.Contains(defined, style) {
				t.Errorf("%s%s is not defined", attribute, style)
			}
		}
	}
	based := map[string]string{}
	for _, one := range strings.Split(styles, "<w:style ")[1:] {
		id, base := values(one, `w:styleId="`), values(one, `<w:basedOn w:val="`)
		if len(base) > 0 {
			based[id[0]] = base[0]
		}
	}
	for id := range based {
		if circular(based, id) {
			t.Errorf("%s is based on itself", id)
		}
	}
}

// TestTemplateWithoutNumbers: where the office's head has no number of the page, it
// stands above it.
func TestTemplateWithoutNumbers(t *testing.T) {
	files := officeFiles()
	delete(files, "word/footer1.xml")
	all, _ := on(t, files)
	if head := string(all["word/header3.xml"]); !strings.Contains(head, " PAGE ") || strings.Index(head, " PAGE ") > strings.Index(head, "SỞ LAO ĐỘNG") {
		t.Errorf("the head is %s", head)
	}
	delete(files, "word/header1.xml")
	all, _ = on(t, files)
	if document := string(all["word/document.xml"]); all["word/header3.xml"] != nil || !strings.Contains(document, `w:type="default" r:id="rIdHeader"`) || !strings.Contains(document, "w:titlePg") {
		t.Error("without a head of theirs, ours is missing")
	}
}

// TestWrongTemplates: what is no template, or means harm, is told and not used.
func TestWrongTemplates(t *testing.T) {
	with := func(name, content string) []byte {
		files := officeFiles()
		files[name] = content
		return zipped(t, files)
	}
	whole := zipped(t, officeFiles())
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"empty": {nil, TemplateNotWord}, "text": {[]byte("xin chào"), TemplateNotWord}, "before 2007": {append([]byte{0xd0, 0xcf, 0x11, 0xe0}, make([]byte, 600)...), TemplateOldWord},
		"cut": {whole[:len(whole)/2], TemplateNotWord}, "workbook": {zipped(t, map[string]string{"xl/workbook.xml": "<a/>"}), TemplateNotWord},
		"no XML":        {with("word/document.xml", "<w:document"), TemplateBroken},
		"other root":    {with("word/document.xml", "<html/>"), TemplateNotWord},
		"broken styles": {with("word/styles.xml", "<w:styles "+wordSpace+"><w:style>"), TemplateBroken},
		"deep styles":   {with("word/styles.xml", "<w:styles "+wordSpace+">"+strings.Repeat("<w:style>", 5000)+strings.Repeat("</w:style>", 5000)+"</w:styles>"), TemplateBroken},
		"entities":      {with("word/styles.xml", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:styles `+wordSpace+`>&b;</w:styles>`), TemplateBroken},
		"bomb":          {with("word/styles.xml", "<w:styles>"+strings.Repeat(" ", mostPart)+"</w:styles>"), TemplateTooLarge},
	} {
		template, err := ReadTemplate(c.data)
		var fault *TemplateFault
		if template != nil || !errors.As(err, &fault) || fault.Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

// TestTemplateMargins: margins that leave the text no room are not taken over.
func TestTemplateMargins(t *testing.T) {
	for _, margins := range []string{`w:left="9000"`, `w:left="0"`, `w:left="-2000"`, `w:left="x"`} {
		files := officeFiles()
		files["word/document.xml"] = strings.Replace(files["word/document.xml"], `w:left="1985"`, margins, 1)
		all, template := on(t, files)
		if !strings.Contains(string(all["word/document.xml"]), `w:left="1701"`) || !slices.Contains(template.Left(), LeftMargins) {
			t.Errorf("%s was taken over; left behind %v", margins, template.Left())
		}
	}
}

// FuzzReadTemplate: whatever stands in the parts of a template, it is refused or gives
// a document whose elements are in order.
func FuzzReadTemplate(f *testing.F) {
	o := officeFiles()
	f.Add(o["word/styles.xml"], o["word/header1.xml"], o["word/document.xml"])
	f.Fuzz(func(t *testing.T, styles, head, document string) {
		files := officeFiles()
		files["word/styles.xml"], files["word/header1.xml"], files["word/document.xml"] = styles, head, document
		template, err := ReadTemplate(zipped(t, files))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := Write(&out, everything(), Options{Template: template}); err != nil {
			t.Fatal(err)
		}
		all := parts(t, out.Bytes())
		for _, part := range []string{"word/styles.xml", "word/header3.xml", "word/document.xml"} {
			if all[part] != nil {
				checkOrder(t, part, all[part])
			}
		}
		checkStyles(t, string(all["word/document.xml"])+string(all["word/header3.xml"]), string(all["word/styles.xml"]))
	})
}

// TestTemplateCodesHaveWords: every code is worded for the owner of a template.
func TestTemplateCodesHaveWords(t *testing.T) {
	told := map[string]string{}
	for _, code := range []string{TemplateNotWord, TemplateOldWord, TemplateTooLarge, TemplateBroken} {
		words := vi.TemplateFault(code)
		if told[words] != "" {
			t.Errorf("%s and %s are both %q", code, told[words], words)
		}
		told[words] = code
	}
	for _, code := range []string{LeftMacro, LeftExternal, LeftObject, LeftShape, LeftPicture, LeftField, LeftMargins} {
		if words := vi.TemplateLeft(code); words == code {
			t.Errorf("%s has no words", code)
		}
	}
}

// TestMutatedTemplates takes marks out of a template, doubles and exchanges them: it is
// refused, or gives a document in order whose styles are all defined.
func TestMutatedTemplates(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	taken := 0
	for range 200 {
		files := officeFiles()
		for _, name := range []string{"word/styles.xml", "word/header1.xml", "word/document.xml", "word/footer1.xml"} {
			if r.IntN(3) > 0 {
				continue
			}
			marks := strings.SplitAfter(files[name], ">")
			i, j := r.IntN(len(marks)), r.IntN(len(marks))
			switch r.IntN(4) {
			case 0:
				marks[i] = ""
			case 1:
				marks[i], marks[j] = marks[j], marks[i]
			case 2:
				marks[i] = strings.Replace(marks[i], `"`, `"9`, 1)
			case 3:
				if strings.HasSuffix(marks[i], "/>") {
					marks[i] += marks[i] + marks[j]
				}
			}
			files[name] = strings.Join(marks, "")
		}
		template, err := ReadTemplate(zipped(t, files))
		if err != nil {
			continue
		}
		taken++
		var out bytes.Buffer
		if err := Write(&out, everything(), Options{Template: template}); err != nil {
			t.Fatal(err)
		}
		all, text := parts(t, out.Bytes()), ""
		for _, part := range []string{"word/styles.xml", "word/header3.xml", "word/footer1.xml", "word/document.xml"} {
			if all[part] == nil {
				continue
			}
			checkOrder(t, part, all[part])
			if part != "word/styles.xml" {
				text += string(all[part])
			}
		}
		checkStyles(t, text, string(all["word/styles.xml"]))
	}
	if taken < 20 {
		t.Errorf("only %d templates were taken", taken)
	}
}
