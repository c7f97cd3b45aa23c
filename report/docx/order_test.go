package docx

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tongket/report/annex"
	"tongket/report/plot"
)

// partOrders are the children of elements that only our own parts have, by the same
// standard; those joined by "|" stand in any order.
var partOrders = map[string]string{
	"w:document":    "w:background w:body",
	"w:pgBorders":   "w:top w:left w:bottom w:right",
	"w:sectPr":      "w:headerReference w:footerReference w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid",
	"w:styles":      "w:docDefaults w:latentStyles w:style",
	"w:settings":    "w:writeProtection w:view w:zoom w:mirrorMargins w:defaultTabStop w:evenAndOddHeaders w:characterSpacingControl w:compat w:themeFontLang w:clrSchemeMapping w:decimalSymbol w:listSeparator",
	"w:numbering":   "w:abstractNum w:num",
	"w:abstractNum": "w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl",
	"w:lvl":         "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:legacy w:lvlJc w:pPr w:rPr",
	"w:font":        "w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig",
	"pic:pic":       "pic:nvPicPr pic:blipFill pic:spPr",
	"pic:nvPicPr":   "pic:cNvPr pic:cNvPicPr",
	"pic:blipFill":  "a:blip a:srcRect a:tile a:stretch",
	"pic:spPr":      "a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:ln",
	"a:xfrm":        "a:off a:ext",
	"w:comments":    "w:comment",
	"w:comment":     "w:p",
	"w:cols":        "w:col",
	"wp:inline":     "wp:extent wp:effectExtent wp:docPr wp:cNvGraphicFramePr a:graphic",
	"c:chartSpace":  "c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:pivotSource c:protection c:chart c:spPr c:txPr c:externalData c:printSettings c:userShapes",
	"c:chart":       "c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall c:plotArea c:legend c:plotVisOnly c:dispBlanksAs",
	"c:plotArea":    "c:layout c:barChart c:lineChart c:catAx c:valAx c:dTable c:spPr",
	"c:barChart":    "c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:serLines c:axId",
	"c:lineChart":   "c:grouping c:varyColors c:ser c:dLbls c:dropLines c:hiLowLines c:upDownBars c:marker c:smooth c:axId",
	"c:ser":         "c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:marker c:dPt c:dLbls c:trendline c:errBars c:cat c:val c:smooth c:shape",
	"c:dPt":         "c:idx c:invertIfNegative c:marker c:bubble3D c:explosion c:spPr",
	"c:dLbls":       "c:dLbl c:delete c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize c:separator c:showLeaderLines",
	"c:dLbl":        "c:idx c:delete c:layout c:tx c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize c:separator",
	"c:catAx":       "c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl",
	"c:valAx":       "c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:crossBetween c:majorUnit c:minorUnit c:dispUnits",
	"c:scaling":     "c:logBase c:orientation c:max c:min",
	"c:legend":      "c:legendPos c:legendEntry c:layout c:overlay c:spPr c:txPr",
	"c:strCache":    "c:ptCount c:pt",
	"c:numCache":    "c:formatCode c:ptCount c:pt",
	"c:txPr":        "a:bodyPr a:lstStyle a:p",
	"a:ln":          "a:noFill a:solidFill a:pattFill a:prstDash a:custDash a:round a:bevel a:miter",
	"a:pattFill":    "a:fgClr a:bgClr",
	"a:p":           "a:pPr a:r a:br a:fld a:endParaRPr",
	"a:defRPr":      "a:ln a:solidFill a:latin a:ea a:cs a:sym",

	"w:body":           "w:p|w:tbl w:sectPr",
	"w:hdr":            "w:p|w:tbl",
	"w:ftr":            "w:p|w:tbl",
	"w:p":              "w:pPr w:r|w:hyperlink|w:bookmarkStart|w:bookmarkEnd|w:commentRangeStart|w:commentRangeEnd",
	"w:hyperlink":      "w:r",
	"w:r":              "w:rPr w:t|w:tab|w:br|w:fldChar|w:instrText|w:drawing|w:commentReference|w:annotationRef",
	"w:tc":             "w:tcPr w:p|w:tbl",
	"w:numPr":          "w:ilvl w:numId",
	"w:num":            "w:abstractNumId w:lvlOverride",
	"w:fonts":          "w:font",
	"w:compat":         "w:compatSetting",
	"w:drawing":        "wp:inline",
	"a:graphic":        "a:graphicData",
	"a:graphicData":    "c:chart|pic:pic",
	"a:stretch":        "a:fillRect",
	"a:prstGeom":       "a:avLst",
	"a:pPr":            "a:defRPr",
	"a:solidFill":      "a:srgbClr",
	"c:spPr":           "a:noFill|a:solidFill|a:pattFill a:ln",
	"c:layout":         "c:manualLayout",
	"c:manualLayout":   "c:layoutTarget c:xMode c:yMode c:wMode c:hMode c:x c:y c:w c:h",
	"c:tx":             "c:strRef",
	"c:cat":            "c:strRef",
	"c:val":            "c:numRef",
	"c:strRef":         "c:f c:strCache",
	"c:numRef":         "c:f c:numCache",
	"c:pt":             "c:v",
	"c:marker":         "c:symbol c:size c:spPr",
	"c:majorGridlines": "c:spPr",
	"c:externalData":   "c:autoUpdate",

	// Without a prefix: the package, its properties and the workbooks of charts.
	":Types":          ":Default|:Override",
	":Relationships":  ":Relationship",
	":Properties":     ":Application|:Company",
	":coreProperties": ":title|:subject|:creator|:language|:created|:modified|:lastModifiedBy",
	":workbook":       ":sheets",
	":sheets":         ":sheet",
	":worksheet":      ":sheetData",
	":sheetData":      ":row",
	":row":            ":c",
	":c":              ":v|:is",
	":is":             ":t",
}

// checkOrder fails where an element is no well-formed XML, or holds what it may
// not or in another order.
func checkOrder(t *testing.T, name string, data []byte) {
	t.Helper()
	type level struct {
		name       string
		allowed    []string
		at         int
		any        bool
		paragraphs int
	}
	var stack []level
	for dec := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := dec.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			element := prefixes[e.Name.Space] + ":" + e.Name.Local
			if n := len(stack); n > 0 {
				up := &stack[n-1]
				at := slices.IndexFunc(up.allowed, func(group string) bool { return slices.Contains(strings.Split(group, "|"), element) })
				switch {
				case at < 0:
					t.Errorf("%s: %s holds %s", name, up.name, element)
				case at < up.at && !up.any:
					t.Errorf("%s: in %s, %s stands behind %s", name, up.name, element, up.allowed[up.at])
				default:
					up.at = at
				}
				if element == "w:p" {
					up.paragraphs++
				} else if element == "w:tbl" {
					up.paragraphs = 0
				}
			}
			next := level{name: element}
			if next.allowed, next.any = ordered(element); next.allowed == nil && partOrders[element] != "" {
				next.allowed = strings.Fields(partOrders[element])
			}
			stack = append(stack, next)
		case xml.EndElement:
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if last.name == "w:tc" && last.paragraphs == 0 {
				t.Errorf("%s: a cell doesn't end with a paragraph", name)
			}
		}
	}
}

// TestElementOrder: each part of each kind of document is well formed, and its
// elements stand in the order that Word insists on.
func TestElementOrder(t *testing.T) {
	administration := everything()
	administration.Form, administration.Motto = "hanh-chinh", []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}
	for name, doc := range map[string]annex.Document{"Party": everything(), "administration": administration, "bare": {Annexes: []annex.Annex{{Title: "A"}}}} {
		for part, data := range parts(t, written(t, doc)) {
			if path.Ext(part) == ".xml" || path.Ext(part) == ".rels" {
				checkOrder(t, name+" "+part, data)
			}
			if path.Ext(part) == ".xlsx" {
				for inner, data := range parts(t, data) {
					checkOrder(t, name+" "+part+" "+inner, data)
				}
			}
		}
	}
}

// TestOrdersAreKnown: of each element that the writer begins it is known what it may
// hold, whether or not a document of the tests has it.
func TestOrdersAreKnown(t *testing.T) {
	begun := regexp.MustCompile(`\.begin\("([a-z]+)(:[A-Za-z]+)"`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range begun.FindAllStringSubmatch(string(code), -1) {
			seen++
			if children, _ := ordered(m[1] + m[2]); children == nil && partOrders[m[1]+m[2]] == "" && partOrders[m[2]] == "" {
				t.Errorf("%s: what %s may hold is not known", file, m[1]+m[2])
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d elements are begun", seen)
	}
}

// TestRelations: whatever a part names is in the package, has a type, and every
// style, bookmark and number that the document uses is defined once.
func TestRelations(t *testing.T) {
	all := parts(t, written(t, everything()))
	types := string(all["[Content_Types].xml"])
	for name := range all {
		if name == "[Content_Types].xml" || path.Ext(name) == ".rels" {
			continue
		}
		if !strings.Contains(types, `PartName="/`+name+`"`) && path.Ext(name) != ".xlsx" {
			t.Errorf("%s has no type", name)
		}
	}
	document := string(all["word/document.xml"])
	relations := string(all["word/_rels/document.xml.rels"])
	for _, id := range values(document, `r:id="`) {
		if strings.Count(relations, `Id="`+id+`"`) != 1 {
			t.Errorf("the relationship %s is there %d times", id, strings.Count(relations, `Id="`+id+`"`))
		}
	}
	for _, target := range values(relations, `Target="`) {
		if all["word/"+target] == nil {
			t.Errorf("%s is not in the package", target)
		}
	}
	defined := values(string(all["word/styles.xml"]), `w:styleId="`)
	for _, attribute := range []string{`<w:pStyle w:val="`, `<w:tblStyle w:val="`, `<w:rStyle w:val="`} {
		for _, style := range values(document, attribute) {
			if !slices.Contains(defined, style) {
				t.Errorf("the style %s is not defined", style)
			}
		}
	}
	for _, attribute := range []string{`<w:bookmarkStart w:id="`, `w:name="_Toc`, `wp:docPr id="`} {
		found := values(document, attribute)
		slices.Sort(found)
		if len(slices.Compact(slices.Clone(found))) != len(found) || len(found) == 0 {
			t.Errorf("%s: %v", attribute, found)
		}
	}
}

// values are the values of an attribute in a part.
func values(part, attribute string) []string {
	var all []string
	for rest := part; ; {
		_, after, ok := strings.Cut(rest, attribute)
		if !ok {
			return all
		}
		value, tail, _ := strings.Cut(after, `"`)
		all, rest = append(all, value), tail
	}
}

// TestTextStaysText: no text of an annex becomes a field, a link, a formula or a
// control character.
func TestTextStaysText(t *testing.T) {
	all := parts(t, written(t, everything()))
	document := all["word/document.xml"]
	for dec := xml.NewDecoder(bytes.NewReader(document)); ; {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "fldSimple":
			t.Error("a text became a field")
		case "hyperlink":
			for _, a := range e.Attr {
				if a.Name.Local == "id" {
					t.Error("a link leads out of the document")
				}
			}
		case "instrText":
			var text string
			if err := dec.DecodeElement(&text, &e); err != nil {
				t.Fatal(err)
			}
			word, _, _ := strings.Cut(strings.TrimSpace(text), " ")
			if !slices.Contains([]string{"SEQ", "TOC", "PAGEREF", "PAGE"}, word) {
				t.Errorf("the field %q", text)
			}
		}
	}
	if text := outline(t, document); !strings.Contains(text, `=1+1 {HYPERLINK "http://x"} <w:fldSimple w:instr="DATE"/> &amp; ]]> đảo⏎hai dòng cột`) {
		t.Errorf("the hostile text reads\n%s", text)
	}
	for name, data := range all {
		if strings.HasPrefix(name, "word/embeddings/") {
			for inner, sheet := range parts(t, data) {
				if bytes.Contains(sheet, []byte("<f>")) {
					t.Errorf("%s %s holds a formula", name, inner)
				}
			}
		}
	}
}

// TestMetafile: the records of a drawing with texts fill the file exactly as its header
// says (MS-EMF, 2.3.4.2), and each text stands in it as UTF-16.
func TestMetafile(t *testing.T) {
	goal := 10.0
	data := metafileOf(plot.Steps([]plot.Step{{Name: "2016", Text: "4", To: 4}, {Name: "Cộng", Text: "9", To: 9, Estimate: true}}, &goal, "Mục tiêu", 100, 26))
	field := func(at int) int { return int(binary.LittleEndian.Uint32(data[at:])) }
	if field(48) != len(data) {
		t.Errorf("the header says %d bytes of %d", field(48), len(data))
	}
	count, texts := 0, 0
	for at := 0; at < len(data); at += field(at + 4) {
		if size := field(at + 4); size < 8 || size%4 != 0 || at+size > len(data) {
			t.Fatalf("record %d has %d bytes", count, size)
		}
		if count++; field(at) == recordText {
			texts++
			if n, offset, steps := field(at+44), field(at+48), field(at+72); n == 0 || offset+2*n > steps || steps+4*n > field(at+4) {
				t.Errorf("text %d: %d letters at %d, steps at %d of %d", texts, n, offset, steps, field(at+4))
			}
		}
	}
	if count != field(52) || texts != 5 {
		t.Errorf("%d records of %d, %d texts", count, field(52), texts)
	}
}
