package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A part is something of others that the binary holds: a module, Go's own
// library, or an embedded file.
type part struct {
	name, version string
	sum           string // SHA-256 in hex; "" for Go's own library and for embedded files
	url           string // package URL
	embedded      bool   // a file, not a module
	licences      []licence
}

// A licence is one text that comes with a part.
type licence struct {
	file string // in the part, with "/"
	id   string // SPDX; "" for a notice
	text []byte
}

// embedded are the parts that no module brings. Their files stand in the
// source, with their licences beside them.
var embedded = []struct {
	part
	folder string
	texts  []string
}{
	{part{name: "echarts", version: "5.6.0", url: "pkg:npm/echarts@5.6.0"}, "report/chart/assets", []string{"LICENSE", "NOTICE", "LICENSE-d3"}},
	{part{name: "zrender", version: "5.6.1", url: "pkg:npm/zrender@5.6.1"}, "report/chart/assets", []string{"LICENSE-zrender"}},
	{part{name: "tslib", version: "2.3.0", url: "pkg:npm/tslib@2.3.0"}, "report/chart/assets", []string{"LICENSE-tslib"}},
	{part{name: "Liberation Serif", version: "2.1.5", url: "pkg:github/liberationfonts/liberation-fonts@2.1.5"}, "report/chart/fonts", []string{"OFL.txt"}},
}

// parts are all parts of the binary for a target, in the order of their names.
func (b builder) parts(ctx context.Context, t target) ([]part, error) {
	packages, err := b.packages(ctx, t)
	if err != nil {
		return nil, err
	}
	root, err := b.goCommand(ctx, t, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	sums, err := os.ReadFile(filepath.Join(b.source, "go.sum"))
	if err != nil {
		return nil, err
	}
	folders := map[string][]string{} // of the packages that are linked, by module
	found := map[string]part{}
	for _, p := range packages {
		m := p.Module
		if m == nil || m.Main {
			continue
		}
		folders[m.Path] = append(folders[m.Path], p.Dir)
		found[m.Path] = part{name: m.Path, version: m.Version, url: "pkg:golang/" + m.Path + "@" + m.Version, sum: moduleSum(sums, m.Path, m.Version)}
	}
	for _, p := range packages {
		if m := p.Module; m != nil && !m.Main && found[m.Path].licences == nil {
			x := found[m.Path]
			if x.licences, err = licencesOf(m.Dir, folders[m.Path]); err != nil {
				return nil, fmt.Errorf("%s: %w", m.Path, err)
			}
			found[m.Path] = x
		}
	}
	library, err := b.library(strings.TrimSpace(string(root)))
	if err != nil {
		return nil, err
	}
	all := []part{library}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[name])
	}
	rest, err := b.embeddedParts()
	return append(all, rest...), err
}

// library is Go's own.
func (b builder) library(root string) (part, error) {
	version := strings.TrimPrefix(b.toolchain, "go")
	text, err := readLicence(root, "LICENSE")
	return part{name: "std", version: version, url: "pkg:golang/std@" + version, licences: []licence{text}}, err
}

func (b builder) embeddedParts() ([]part, error) {
	var all []part
	for _, e := range embedded {
		p := e.part
		p.embedded = true
		for _, name := range e.texts {
			text, err := readLicence(filepath.Join(b.source, filepath.FromSlash(e.folder)), name)
			if err != nil {
				return nil, err
			}
			p.licences = append(p.licences, text)
		}
		all = append(all, p)
	}
	return all, nil
}

// moduleSum is the sum that go.sum has of a module: the SHA-256 of the list of
// its files, in hex.
func moduleSum(sums []byte, path, version string) string {
	_, rest, _ := bytes.Cut(sums, []byte(path+" "+version+" h1:"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	raw, err := base64.StdEncoding.DecodeString(string(line))
	if err != nil {
		return ""
	}
	return hex.EncodeToString(raw)
}

var licenceName = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|copyright|notice|patents)([-._].*)?$`)

// licencesOf are the licence texts of a module: those at its top, and those of
// folders in which, or below which, a linked package stands. One at least must
// be known.
func licencesOf(dir string, linked []string) ([]licence, error) {
	var all []licence
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if !slices.ContainsFunc(linked, func(p string) bool { return within(p, path) }) {
				return fs.SkipDir
			}
			return nil
		}
		if !licenceName.MatchString(d.Name()) || filepath.Ext(path) == ".go" {
			return nil
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		text, err := readLicence(dir, rel)
		all = append(all, text)
		return err
	})
	if err == nil && !slices.ContainsFunc(all, func(l licence) bool { return l.id != "" }) {
		err = errors.New("no licence is known")
	}
	return all, err
}

// within tells that path is dir or stands below it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func readLicence(dir, name string) (licence, error) {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return licence{}, err
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	id, err := identify(string(text))
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return licence{filepath.ToSlash(name), id, text}, err
}

// identify gives the SPDX identifier of a licence's text, by sentences that
// only it has; "" for a notice. A licence that the release may not carry is an
// error.
func identify(text string) (string, error) {
	words := strings.ToLower(strings.Join(strings.Fields(text), " "))
	has := func(sentence string) bool { return strings.Contains(words, sentence) }
	switch {
	case has("gnu general public license") && !has("apache license"), has("gnu affero"), has("gnu lesser"):
		return "", errors.New("a GNU licence")
	case has("apache license version 2.0"), has("apache license, version 2.0"):
		return "Apache-2.0", nil
	case has("mozilla public license version 2.0"), has("mozilla public license, version 2.0"):
		return "MPL-2.0", nil
	case has("sil open font license version 1.1"):
		return "OFL-1.1", nil
	case has("redistribution and use in source and binary forms") && (has("neither the name") || has("may not be used to endorse") || has("may be used to endorse")):
		return "BSD-3-Clause", nil
	case has("redistribution and use in source and binary forms"):
		return "BSD-2-Clause", nil
	case has("permission is hereby granted, free of charge, to any person obtaining a copy"):
		return "MIT", nil
	case has("permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted. the software is provided"):
		return "0BSD", nil
	case has("permission to use, copy, modify, and/or distribute"), has("permission to use, copy, modify, and distribute this software"):
		return "ISC", nil
	case has("this is free and unencumbered software"):
		return "Unlicense", nil
	}
	return "", nil
}

// matches is an error unless the modules that a binary says it holds are the
// parts.
func matches(binary string, parts []part) error {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return err
	}
	var inside, listed []string
	for _, m := range info.Deps {
		if m.Replace != nil {
			return fmt.Errorf("%s is replaced", m.Path)
		}
		inside = append(inside, m.Path+"@"+m.Version)
	}
	for _, p := range parts {
		if p.name != "std" && !p.embedded {
			listed = append(listed, p.name+"@"+p.version)
		}
	}
	slices.Sort(inside)
	slices.Sort(listed)
	if !slices.Equal(inside, listed) {
		return fmt.Errorf("the binary holds %q, the packages that it is built from stand in %q", inside, listed)
	}
	return nil
}

// thirdParty is one text with the licences of all parts.
func thirdParty(parts []part) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "tongket holds the following works of others, under these licences.\n\n")
	for _, p := range parts {
		fmt.Fprintf(&b, "  %s %s: %s\n", p.name, p.version, strings.Join(p.ids(), ", "))
	}
	for _, p := range parts {
		for _, l := range p.licences {
			fmt.Fprintf(&b, "\n%s\n%s %s: %s\n%s\n\n", strings.Repeat("=", 78), p.name, p.version, l.file, strings.Repeat("=", 78))
			b.Write(bytes.TrimSpace(l.text))
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}

// ids are the licences of a part, each once.
func (p part) ids() []string {
	var ids []string
	for _, l := range p.licences {
		if l.id != "" && !slices.Contains(ids, l.id) {
			ids = append(ids, l.id)
		}
	}
	return ids
}
