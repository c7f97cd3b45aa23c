package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// A file is one of an archive; its name has "/".
type file struct {
	name string
	mode fs.FileMode
	data []byte
}

// epoch is the time of every file in an archive: the first that a zip knows.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// archive writes the files under the folder top into path.zip for Windows, into
// path.tar.gz for others.
func archive(path, top string, t target, files []file) (err error) {
	suffix, write := ".tar.gz", writeTar
	if t.os == "windows" {
		suffix, write = ".zip", writeZip
	}
	f, err := os.Create(path + suffix)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(f, top, files)
}

func writeZip(w io.Writer, top string, files []file) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		h := &zip.FileHeader{Name: top + "/" + f.name, Method: zip.Deflate, Modified: epoch}
		h.SetMode(f.mode)
		part, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := part.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}

func writeTar(w io.Writer, top string, files []file) error {
	g := gzip.NewWriter(w)
	a := tar.NewWriter(g)
	for _, f := range files {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: top + "/" + f.name, Mode: int64(f.mode), Size: int64(len(f.data)), ModTime: epoch, Format: tar.FormatPAX}
		if err := a.WriteHeader(h); err != nil {
			return err
		}
		if _, err := a.Write(f.data); err != nil {
			return err
		}
	}
	return errors.Join(a.Close(), g.Close())
}
