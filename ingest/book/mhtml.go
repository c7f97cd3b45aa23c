package book

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"tongket/ingest"
)

// readMHTML reads a page with all that belongs to it in one file ("single file
// web page"), as reporting servers export: its tables are in HTML parts.
func (b *book) readMHTML(data []byte) ([]ingest.Grid, []ingest.Issue) {
	message, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, b.fail(ingest.CodeCorrupt, "MHTML", DamageStructure)
	}
	kind, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		return nil, b.fail(ingest.CodeCorrupt, "MHTML", DamageStructure)
	}
	if kind == "text/html" {
		page, err := io.ReadAll(transfer(message.Body, message.Header.Get("Content-Transfer-Encoding")))
		if err != nil {
			return nil, b.fail(ingest.CodeCorrupt, "MHTML", damage(err))
		}
		return b.readHTML(page)
	}
	parts := multipart.NewReader(message.Body, params["boundary"])
	var grids []ingest.Grid
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return grids, nil
		}
		var page []byte
		if err == nil {
			page, err = io.ReadAll(transfer(p, p.Header.Get("Content-Transfer-Encoding")))
		}
		if err != nil {
			return nil, b.fail(ingest.CodeCorrupt, "MHTML", damage(err))
		}
		if !strings.HasPrefix(p.Header.Get("Content-Type"), "text/html") || !bytes.Contains(bytes.ToLower(page), []byte("<table")) {
			continue
		}
		g, fault := b.readHTML(page)
		if fault != nil {
			return nil, fault
		}
		grids = append(grids, g...)
	}
}

// transfer undoes a Content-Transfer-Encoding.
func transfer(r io.Reader, encoding string) io.Reader {
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	}
	return r
}
