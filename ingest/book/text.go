package book

import (
	"bytes"

	"tongket/ingest"
)

// readText reads what is text: HTML, XML, or values with separators.
func (b *book) readText() ([]ingest.Grid, []ingest.Issue) {
	data, err := b.bytes()
	if err != nil {
		return nil, []ingest.Issue{unreadable(b.name, err)}
	}
	if bytes.HasPrefix(bytes.ToLower(data[:min(len(data), 100)]), []byte("mime-version:")) {
		return b.readMHTML(data)
	}
	head := bytes.ReplaceAll(data[:min(len(data), sampleSize)], []byte{0}, nil)
	start := bytes.TrimLeft(bytes.TrimPrefix(bytes.TrimLeft(head, "\xff\xfe"), []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(start, []byte("<")) {
		return b.readCSV(data)
	}
	has := func(s string) bool { return bytes.Contains(bytes.ToLower(start), []byte(s)) }
	switch {
	case has("urn:schemas-microsoft-com:office:spreadsheet") && !has("<html"):
		return b.readXML2003(data)
	case has("opendocument") && has("office:document"):
		return b.readFlatODS(data)
	case has("<html"), has("<table"), has("<tr"):
		return b.readHTML(data)
	case has("<?xml"):
		return nil, b.fail(ingest.CodeNotASheet, ingest.LooksXML)
	}
	return b.readCSV(data)
}
