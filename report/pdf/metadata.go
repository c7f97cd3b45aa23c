package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode"
)

// metadata writes what the information says, as XMP, and returns its number. It is
// not packed, so that programs that know no PDF read it.
func (f *file) metadata(k card) int {
	number, packet := f.take(), xmp(k)
	f.begin(number)
	f.write(fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream\nendobj\n", len(packet), packet))
	return number
}

// xmp is a packet of metadata by ISO 16684-1.
func xmp(k card) string {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n" +
		"<dc:format>application/pdf</dc:format>\n<dc:language><rdf:Bag><rdf:li>" + language + "</rdf:li></rdf:Bag></dc:language>\n")
	fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", escaped(k.title))
	if k.author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escaped(k.author))
	}
	if !k.made.IsZero() {
		date := k.made.Format(time.RFC3339)
		fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>\n", date, date)
	}
	fmt.Fprintf(&b, "<xmp:CreatorTool>%s</xmp:CreatorTool><pdf:Producer>%s</pdf:Producer>\n", creator, creator)
	b.WriteString("</rdf:Description>\n" + conformance + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return b.String()
}

// conformance claims PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). The former
// asks for a description of what the latter adds to the metadata.
const conformance = `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
`

// told is a text of one line without what no XML holds.
func told(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == 0xfffe || r == 0xffff
	}), " ")
}

// escaped is a text as XML holds it.
func escaped(text string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(text)) // a bytes.Buffer takes all that it is given
	return b.String()
}

// outputIntent says that colours are those of sRGB.
func (f *file) outputIntent() string {
	number := f.take()
	f.stream(number, " /N 3", sRGB())
	return fmt.Sprintf("<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (%s) /Info (%s) /DestOutputProfile %d 0 R>>", colourSpace, colourSpace, number)
}

// colourSpace is the name of the space of all colours: IEC 61966-2-1.
const colourSpace = "sRGB IEC61966-2.1"

// sRGB is a profile of the colour space by ICC.1:2004-10 (version 4.2): three
// primaries and a curve, adapted to the white of print (D50) by Bradford's method.
func sRGB() []byte {
	const header, tagSize = 128, 12
	curve := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), fixed(2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)...)
	tags := []struct {
		names string // of four letters each: those that share the value
		value []byte
	}{
		{"desc", unicodeText(colourSpace)}, {"cprt", unicodeText("CC0")},
		{"wtpt", xyz(0.9642, 1, 0.82491)},
		{"rXYZ", xyz(0.436066, 0.222488, 0.013916)}, {"gXYZ", xyz(0.385147, 0.716873, 0.097076)}, {"bXYZ", xyz(0.143066, 0.060608, 0.714096)},
		{"rTRCgTRCbTRC", curve},
		{"chad", append([]byte("sf32\x00\x00\x00\x00"), fixed(1.04788, 0.02292, -0.0502, 0.02959, 0.99048, -0.01707, -0.00923, 0.01508, 0.75168)...)},
	}
	count := 0
	for _, t := range tags {
		count += len(t.names) / 4
	}
	var list, data []byte
	for _, t := range tags {
		for i := 0; i < len(t.names); i += 4 {
			list = append(list, t.names[i:i+4]...)
			list = binary.BigEndian.AppendUint32(list, uint32(header+4+tagSize*count+len(data)))
			list = binary.BigEndian.AppendUint32(list, uint32(len(t.value)))
		}
		data = append(data, t.value...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	out := make([]byte, header)
	binary.BigEndian.PutUint32(out, uint32(header+4+len(list)+len(data)))
	copy(out[8:], "\x04\x20\x00\x00mntrRGB XYZ ")
	copy(out[24:], []byte{2020 >> 8, 2020 & 0xff, 0, 1, 0, 1}) // made on the first day of the form's year
	copy(out[36:], "acsp")
	copy(out[68:], fixed(0.9642, 1, 0.82491))
	out = binary.BigEndian.AppendUint32(out, uint32(count))
	return append(append(out, list...), data...)
}

// fixed are numbers of 16 bits before and 16 behind the point.
func fixed(values ...float64) []byte {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, uint32(int32(math.Round(v*65536))))
	}
	return out
}

// xyz is a colour as a profile has it.
func xyz(x, y, z float64) []byte { return append([]byte("XYZ \x00\x00\x00\x00"), fixed(x, y, z)...) }

// unicodeText is an ASCII text in the one language of a profile.
func unicodeText(ascii string) []byte {
	const at = 28
	out := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cenUS")
	out = binary.BigEndian.AppendUint32(out, uint32(2*len(ascii)))
	out = binary.BigEndian.AppendUint32(out, at)
	for _, letter := range []byte(ascii) {
		out = append(out, 0, letter)
	}
	return out
}
