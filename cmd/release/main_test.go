package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestIdentify(t *testing.T) {
	tests := []struct {
		text, want string
		wrong      bool
	}{
		{text: "Apache License\nVersion 2.0, January 2004", want: "Apache-2.0"},
		{text: "Permission is hereby granted, free of charge, to any\nperson obtaining a copy of this software", want: "MIT"},
		{text: "Redistribution and use in source and binary forms ... Neither the name of", want: "BSD-3-Clause"},
		{text: "Redistribution and use in source and binary forms", want: "BSD-2-Clause"},
		{text: "SIL OPEN FONT LICENSE Version 1.1", want: "OFL-1.1"},
		{text: "Mozilla Public License Version 2.0", want: "MPL-2.0"},
		{text: "Permission to use, copy, modify, and distribute this software for any purpose", want: "ISC"},
		{text: "Permission to use, copy, modify, and/or distribute this software for any\npurpose with or without fee is hereby granted, provided that", want: "ISC"},
		{text: "Permission to use, copy, modify, and/or distribute this software for any\npurpose with or without fee is hereby granted.\n\nTHE SOFTWARE IS PROVIDED", want: "0BSD"},
		{text: "Copyright 2020 The Authors", want: ""}, // a notice
		{text: "GNU AFFERO GENERAL PUBLIC LICENSE Version 3", wrong: true},
		{text: "GNU GENERAL PUBLIC LICENSE Version 2", wrong: true},
		{text: "GNU LESSER GENERAL PUBLIC LICENSE", wrong: true},
	}
	for _, test := range tests {
		got, err := identify(test.text)
		if got != test.want || (err != nil) != test.wrong {
			t.Errorf("identify(%q) = %q, %v, want %q, wrong: %t", test.text, got, err, test.want, test.wrong)
		}
	}
}

// TestParts holds that everything linked on each system, and everything
// embedded, has a licence that a release may carry.
func TestParts(t *testing.T) {
	b, err := newBuilder("../..", "")
	if err != nil {
		t.Fatal(err)
	}
	b.toolchain = "local" // the list is the same, and nothing is downloaded
	var bills [][]byte
	for _, system := range []target{{"windows", "amd64"}, {"linux", "arm64"}} {
		parts, err := b.parts(t.Context(), system)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]part{}
		for _, p := range parts {
			if len(p.ids()) == 0 || !p.embedded && p.name != "std" && len(p.sum) != 64 {
				t.Errorf("%s: %s %s: licences %q, sum %q", system, p.name, p.version, p.ids(), p.sum)
			}
			names[p.name] = p
		}
		for _, want := range []string{"std", "github.com/xuri/excelize/v2", "github.com/dop251/goja", "echarts", "zrender", "Liberation Serif"} {
			if _, found := names[want]; !found {
				t.Errorf("%s: %s is not listed", system, want)
			}
		}
		if _, found := names["github.com/CycloneDX/cyclonedx-go"]; found {
			t.Errorf("%s: what builds releases is taken for a part of them", system)
		}
		text := string(thirdParty(parts))
		for _, want := range []string{"echarts 5.6.0: Apache-2.0, BSD-3-Clause", "tslib 2.3.0: 0BSD", "The Go Authors", "SIL OPEN FONT LICENSE"} {
			if !strings.Contains(text, want) {
				t.Errorf("THIRD-PARTY.txt does not hold %q", want)
			}
		}
		bill, err := billOfMaterials("0.1.0", system, parts)
		if err != nil {
			t.Fatal(err)
		}
		var read struct {
			BOMFormat, SpecVersion string
			Components             []struct {
				Name, Version, Purl string
				Licenses            []struct{ License struct{ ID string } }
			}
		}
		if err := json.Unmarshal(bill, &read); err != nil || read.BOMFormat != "CycloneDX" || read.SpecVersion != "1.6" || len(read.Components) != len(parts) {
			t.Errorf("%s: bill of materials %v: %s %s with %d components, want %d", system, err, read.BOMFormat, read.SpecVersion, len(read.Components), len(parts))
		}
		for _, c := range read.Components {
			if c.Purl == "" || c.Version == "" || len(c.Licenses) == 0 || c.Licenses[0].License.ID == "" {
				t.Errorf("%s: component %+v", system, c)
			}
		}
		bills = append(bills, bill)
	}
	if bytes.Equal(bills[0], bills[1]) {
		t.Error("Windows and Linux have the same bill of materials")
	}
}

func TestArchive(t *testing.T) {
	files := []file{{"tongket", 0o755, []byte("program")}, {"lich-chay/tongket.cron", 0o644, []byte("30 5")}}
	for _, system := range []target{{"windows", "amd64"}, {"linux", "amd64"}} {
		a, b := t.TempDir(), t.TempDir()
		for _, dir := range []string{a, b} {
			if err := archive(filepath.Join(dir, "tongket"), "tongket-1", system, files); err != nil {
				t.Fatal(err)
			}
		}
		if err := sameFiles(a, b); err != nil {
			t.Error(err)
		}
		var names string
		if system.os == "windows" {
			names = inZip(t, filepath.Join(a, "tongket.zip"))
		} else {
			names = inTar(t, filepath.Join(a, "tongket.tar.gz"))
		}
		if want := "tongket-1/tongket -rwxr-xr-x program\ntongket-1/lich-chay/tongket.cron -rw-r--r-- 30 5\n"; names != want {
			t.Errorf("%s: the archive holds\n%swant\n%s", system, names, want)
		}
	}
}

func inZip(t *testing.T, path string) (names string) {
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names += f.Name + " " + f.Mode().String() + " " + string(text) + "\n"
	}
	return names
}

func inTar(t *testing.T, path string) (names string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	g, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(g); ; {
		h, err := r.Next()
		if err == io.EOF {
			return names
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names += h.Name + " " + h.FileInfo().Mode().String() + " " + string(text) + "\n"
	}
}

func TestSameFilesTellsADifference(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	for dir, text := range map[string]string{a: "1", b: "2"} {
		if err := os.WriteFile(filepath.Join(dir, "tongket.zip"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := sameFiles(a, b); err == nil || !strings.Contains(err.Error(), "tongket.zip") {
		t.Errorf("sameFiles of two builds that differ: %v", err)
	}
}

func TestChoose(t *testing.T) {
	if got, err := choose("linux/arm64,windows/amd64"); err != nil || len(got) != 2 || got[0].arch != "arm64" {
		t.Errorf("choose: %v, %v", got, err)
	}
	if _, err := choose("plan9/386"); err == nil {
		t.Error("a system that no release serves is taken")
	}
}
