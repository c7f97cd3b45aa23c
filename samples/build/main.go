// Build makes the workbooks of the sample job:
//
//	go run ./samples/build              writes samples/phu-tho/so-lieu, its register of comments and the answer keys in samples/testdata
//	go run ./samples/build -clean DIR   writes a copy of the job's workbooks without their faults into DIR/so-lieu
//	go run ./samples/build -next DIR    writes the whole job as it stands for the next draft into DIR
//	go run ./samples/build -faults      prints the README's table of faults
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"tongket/samples/phutho"
)

func main() {
	log.SetFlags(0)
	clean := flag.String("clean", "", "write the workbooks without faults into this folder")
	next := flag.String("next", "", "write the job of the next draft into this folder")
	faults := flag.Bool("faults", false, "print the table of faults")
	flag.Parse()
	if err := build(*clean, *next, *faults); err != nil {
		log.Fatal(err)
	}
}

func build(clean, next string, table bool) error {
	switch {
	case clean != "":
		return phutho.Write(clean, phutho.Books())
	case next != "":
		return phutho.WriteRevised(next, filepath.Join("samples", "phu-tho"))
	}
	books, faults := phutho.FaultyBooks()
	if table {
		fmt.Print(phutho.FaultsTable(faults))
		return nil
	}
	if err := phutho.Write(filepath.Join("samples", "phu-tho"), books); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join("samples", "phu-tho", phutho.CommentsFile), phutho.Comments(), 0o644); err != nil {
		return err
	}
	keys := filepath.Join("samples", "testdata")
	if err := os.MkdirAll(keys, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(keys, "facts-key.csv"), phutho.FactsKey(phutho.Facts(books)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(keys, "faults.csv"), phutho.FaultsKey(faults), 0o644)
}
