package book

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"tongket/ingest"
)

// readOLE tells what kind of document a compound file is, and reads it if it
// is a workbook.
func (b *book) readOLE() ([]ingest.Grid, []ingest.Issue) {
	data, err := b.bytes()
	if err != nil {
		return nil, []ingest.Issue{unreadable(b.name, err)}
	}
	streams, err := oleStreams(data, "Workbook", "Book", "EncryptedPackage", "WordDocument", "PowerPoint Document")
	switch {
	case err != nil:
		return nil, b.fail(ingest.CodeCorrupt, "OLE", damage(err))
	case streams["EncryptedPackage"] != nil:
		plain, ok := decryptPackage(data)
		if !ok {
			return nil, b.fail(ingest.CodeEncrypted)
		}
		b.file, b.size = bytes.NewReader(plain), int64(len(plain))
		return b.readZip()
	case streams["Workbook"] != nil:
		return b.readBIFF(streams["Workbook"])
	case streams["Book"] != nil:
		return b.readBIFF(streams["Book"])
	case streams["WordDocument"] != nil:
		return nil, b.fail(ingest.CodeNotASheet, ingest.LooksWord)
	case streams["PowerPoint Document"] != nil:
		return nil, b.fail(ingest.CodeNotASheet, ingest.LooksPowerPoint)
	}
	return nil, b.fail(ingest.CodeNotASheet, ingest.LooksUnknown)
}

// decryptPackage is the zip in a compound file, if the default password opens it.
func decryptPackage(data []byte) (plain []byte, ok bool) {
	defer func() {
		if recover() != nil { // excelize, on a damaged file
			plain, ok = nil, false
		}
	}()
	plain, err := excelize.Decrypt(data, &excelize.Options{Password: defaultPassword})
	return plain, err == nil && bytes.HasPrefix(plain, []byte("PK\x03\x04"))
}

// oleStreams reads the named streams of the root of a compound file, whose names
// ignore case. Its recover
// is for mscfb, which panics on some damaged files.
func oleStreams(data []byte, names ...string) (streams map[string][]byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			streams, err = nil, fmt.Errorf("%w: %v", errRecords, r)
		}
	}()
	if err := checkOLEHeader(data); err != nil {
		return nil, err
	}
	doc, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	streams = map[string][]byte{}
	for _, f := range doc.File {
		named := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, f.Name) })
		if len(f.Path) > 0 || named < 0 || streams[names[named]] != nil {
			continue
		}
		if f.Size > int64(len(data)) {
			return nil, io.ErrUnexpectedEOF
		}
		stream := make([]byte, f.Size)
		if _, err := io.ReadFull(f, stream); err != nil {
			return nil, err
		}
		streams[names[named]] = stream
	}
	return streams, nil
}

// checkOLEHeader bounds the counts of sectors by the size of the file.
func checkOLEHeader(data []byte) error {
	if len(data) < 512 {
		return io.ErrUnexpectedEOF
	}
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return errRecords
	}
	sectors := uint32(len(data)>>shift) + 1
	for _, at := range []int{40, 44, 64, 72} { // directory, FAT, mini FAT and DIFAT sectors
		if binary.LittleEndian.Uint32(data[at:]) > sectors {
			return errRecords
		}
	}
	return nil
}
