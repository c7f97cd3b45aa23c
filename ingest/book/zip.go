package book

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"tongket/ingest"
)

// A container is the zip of a workbook. Names are looked up in lower case, as
// the packaging standard wants.
type container struct {
	ctx   context.Context
	parts map[string]*zip.File
	order []*zip.File
	done  map[*zip.File]bool // read to the end with the right checksum
	twice string             // a name that two parts have
	buf   []byte             // for scan, between parts
}

// A readError says why a part cannot be read to its end; damage gives it a name.
type readError string

func (e readError) Error() string { return string(e) }

const errMissing readError = "part is missing"

func newContainer(ctx context.Context, r *zip.Reader) *container {
	c := &container{ctx: ctx, parts: make(map[string]*zip.File, len(r.File)), order: r.File, done: map[*zip.File]bool{}}
	for _, f := range r.File {
		name := partName(f.Name)
		if c.parts[name] != nil {
			c.twice = f.Name
			continue
		}
		c.parts[name] = f
	}
	return c
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (c *container) has(name string) bool { return c.parts[partName(name)] != nil }

// tooLarge returns the size that is beyond a limit, if one is.
func (c *container) tooLarge() (what string, size, limit int64) {
	var total uint64
	for _, f := range c.order {
		total += f.UncompressedSize64
		if f.UncompressedSize64 > MaxSize || total > MaxSize {
			return "inflated", int64(min(total, 1<<62)), MaxSize
		}
		if f.UncompressedSize64 > bombSize && f.UncompressedSize64/max(f.CompressedSize64, 1) > maxRatio {
			return "ratio", int64(f.UncompressedSize64 / max(f.CompressedSize64, 1)), maxRatio
		}
	}
	return "", 0, 0
}

// open returns the bytes of a part. They are whole only if reading ends with
// io.EOF: a wrong checksum or length is an error there.
func (c *container) open(name string) (io.ReadCloser, error) {
	f := c.parts[partName(name)]
	if f == nil {
		return nil, errMissing
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &partReader{ReadCloser: r, c: c, f: f}, nil
}

// A partReader stops when the run does, and at the size that the part claims.
type partReader struct {
	io.ReadCloser
	c    *container
	f    *zip.File
	read uint64
}

func (p *partReader) Read(b []byte) (int, error) {
	if err := p.c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.ReadCloser.Read(b)
	p.read += uint64(n)
	if p.read > p.f.UncompressedSize64 {
		return n, zip.ErrFormat
	}
	if err == io.EOF {
		p.c.done[p.f] = true
	}
	return n, err
}

// scan hands a part to read and then reads what it left, so that the part is
// known to be whole: nothing of it may be used if there is an error.
func (c *container) scan(name string, read func(x *xmlScanner)) error {
	r, err := c.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	x := newXMLScanner(r, c.parts[partName(name)].UncompressedSize64, c.buf)
	c.buf = nil
	defer func() { c.buf = x.buf }()
	read(x)
	for x.err == nil && x.next() != tokenEnd {
	}
	return x.err
}

// count returns how often the marks occur in a part.
func (c *container) count(name string, marks ...string) (int, error) {
	r, err := c.open(name)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	buf, n := make([]byte, 256<<10), 0
	for {
		k, err := io.ReadFull(r, buf)
		for _, m := range marks {
			n += bytes.Count(buf[:k], []byte(m))
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// verify reads a part that nothing was read from, for its checksum alone.
func (c *container) verify(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, &partReader{ReadCloser: r, c: c, f: f})
	return err
}

// damage names what an error of a part means.
func damage(err error) string {
	switch {
	case errors.Is(err, zip.ErrChecksum):
		return DamageChecksum
	case errors.Is(err, errMissing):
		return DamageMissing
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, errXMLShort), errors.Is(err, errShortRecord):
		return DamageShort
	case errors.Is(err, errXMLText):
		return DamageText
	}
	return DamageStructure
}

// readZip tells what kind of document a zip is.
func (b *book) readZip() ([]ingest.Grid, []ingest.Issue) {
	r, err := zip.NewReader(b.file, b.size)
	if err != nil {
		return nil, b.fail(ingest.CodeCorrupt, "zip", damage(err))
	}
	c := newContainer(b.ctx, r)
	if what, size, limit := c.tooLarge(); what != "" {
		return nil, b.tooLarge(what, size, limit)
	}
	if c.twice != "" {
		return nil, b.fail(ingest.CodeCorrupt, c.twice, DamageDuplicate)
	}
	kind := c.kind()
	var grids []ingest.Grid
	var fault []ingest.Issue
	switch kind {
	case "xlsx":
		grids, fault = b.readXLSX(c)
	case "ods":
		grids, fault = b.readODS(c)
	default:
		return nil, b.fail(ingest.CodeNotASheet, kind)
	}
	if fault == nil {
		b.verifyRest(c)
	}
	return grids, fault
}

// kind is "xlsx", "ods", or the Arg of CodeNotASheet.
func (c *container) kind() string {
	prefix := func(p string) bool {
		for _, f := range c.order {
			if strings.HasPrefix(partName(f.Name), p) {
				return true
			}
		}
		return false
	}
	switch {
	case c.has("content.xml"):
		return c.openDocumentKind()
	case c.has("xl/workbook.bin"):
		return ingest.LooksXLSB
	case c.has("word/document.xml"):
		return ingest.LooksWord
	case prefix("ppt/"):
		return ingest.LooksPowerPoint
	case c.has("xl/workbook.xml"), prefix("xl/"), c.has("_rels/.rels"), c.has("[content_types].xml"):
		return "xlsx"
	case len(c.order) == 0:
		return ingest.LooksUnknown
	}
	return ingest.LooksArchive
}

func (c *container) openDocumentKind() string {
	r, err := c.open("mimetype")
	if err != nil {
		return "ods"
	}
	defer r.Close()
	kind, _ := io.ReadAll(io.LimitReader(r, 200))
	switch {
	case bytes.Contains(kind, []byte("opendocument.text")):
		return ingest.LooksWord
	case bytes.Contains(kind, []byte("opendocument.presentation")):
		return ingest.LooksPowerPoint
	}
	return "ods"
}

// verifyRest checks the parts that hold no figures: damage there is told, and
// the figures count.
func (b *book) verifyRest(c *container) {
	for _, f := range c.order {
		if c.done[f] || strings.HasSuffix(f.Name, "/") {
			continue
		}
		if err := c.verify(f); err != nil && b.ctx.Err() == nil && !b.told(f.Name) {
			b.add(ingest.Pos{File: b.name}, ingest.CodeCorrupt, "", f.Name, damage(err))
		}
	}
}

// told reports whether an issue names the part already.
func (b *book) told(part string) bool {
	for _, i := range b.issues {
		if i.Code == ingest.CodeCorrupt && len(i.Args) > 0 && partName(i.Args[0]) == partName(part) {
			return true
		}
	}
	return false
}
