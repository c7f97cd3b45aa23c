package runs

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"

	compress "github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// How large a page and its header may be: writers make pages of about a megabyte.
const (
	mostPage   = 64 << 20
	mostHeader = 16 << 10
)

var errLargePage = errors.New("a page larger than any that is written")

// checkPages holds the headers of all pages against the file: the library takes the
// memory that a crafted one asks for.
func checkPages(rd io.ReaderAt, size int64, file *format.FileMetaData) error {
	window := make([]byte, mostHeader)
	for _, group := range file.RowGroups {
		for _, c := range group.Columns {
			at := c.MetaData.DataPageOffset
			if d := c.MetaData.DictionaryPageOffset; d != 0 {
				at = d
			}
			end := at + c.MetaData.TotalCompressedSize
			if at < 0 || end < at || end > size {
				return errCutShort
			}
			for at < end {
				header := window[:min(int64(len(window)), end-at)]
				if _, err := rd.ReadAt(header, at); err != nil {
					return err
				}
				var h format.PageHeader
				rest, err := pageHeader(header, &h)
				if err != nil {
					return err
				}
				at += int64(len(header) - rest)
				switch stored := int64(h.CompressedPageSize); {
				case stored < 0 || stored > end-at:
					return errCutShort
				case h.UncompressedPageSize < 0 || h.UncompressedPageSize > mostPage:
					return errLargePage
				case inflated(io.NewSectionReader(rd, at, stored), c.MetaData.Codec, &h) > mostPage:
					return errLargePage
				default:
					at += stored
				}
			}
		}
	}
	return nil
}

// inflated is how much a page comes to when it is unpacked, up to a little more than it
// may be: what its header says of that need not be so.
func inflated(stored *io.SectionReader, codec format.CompressionCodec, h *format.PageHeader) int64 {
	if v2 := h.DataPageHeaderV2; v2.Valid && v2.V.IsCompressed.Valid && !v2.V.IsCompressed.V {
		return stored.Size()
	} else if v2.Valid { // its levels stand before what is packed
		levels := int64(v2.V.RepetitionLevelsByteLength) + int64(v2.V.DefinitionLevelsByteLength)
		if levels < 0 || levels > stored.Size() {
			return mostPage + 1
		}
		stored = io.NewSectionReader(stored, levels, stored.Size()-levels)
	}
	var r io.Reader
	switch codec {
	case format.Zstd:
		z, err := compress.NewReader(stored, compress.WithDecoderConcurrency(1), compress.WithDecoderMaxMemory(mostPage))
		if err != nil {
			return 0 // the library says what is wrong with it
		}
		defer z.Close()
		r = z
	case format.Gzip:
		z, err := gzip.NewReader(stored)
		if err != nil {
			return 0
		}
		r = z
	case format.Snappy: // which begins with its size
		var head [binary.MaxVarintLen64]byte
		n, _ := stored.ReadAt(head[:], 0)
		size, _ := binary.Uvarint(head[:n])
		return int64(min(size, mostPage+1))
	default:
		return 0
	}
	n, err := io.Copy(io.Discard, io.LimitReader(r, mostPage+1))
	if errors.Is(err, compress.ErrDecoderSizeExceeded) || errors.Is(err, compress.ErrWindowSizeExceeded) {
		return mostPage + 1
	}
	return n
}

// pageHeader reads a header and returns how many bytes are left behind it. It is read out
// of the bytes first, which takes no more memory than they do, and then as a stream, which
// tells where it ends.
func pageHeader(data []byte, h *format.PageHeader) (rest int, err error) {
	protocol, stream := thrift.CompactProtocol{}, bytes.NewReader(data)
	if err := thrift.NewDecoder(protocol.NewReaderFromBytes(data)).Decode(new(format.PageHeader)); err != nil {
		return 0, err
	}
	err = thrift.NewDecoder(protocol.NewReader(stream)).Decode(h)
	return stream.Len(), err
}
