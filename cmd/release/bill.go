package main

import (
	"bytes"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// billOfMaterials is the CycloneDX list, as JSON, of what the binary for a
// target holds. It has neither a time nor a serial number, which would differ
// from one build to the next.
func billOfMaterials(version string, t target, parts []part) ([]byte, error) {
	bill := cdx.NewBOM()
	own := "pkg:golang/tongket@" + version
	bill.Metadata = &cdx.Metadata{
		Component: &cdx.Component{
			BOMRef: own, Type: cdx.ComponentTypeApplication, Name: "tongket", Version: version, PackageURL: own,
			Licenses:   &cdx.Licenses{{License: &cdx.License{ID: "MIT"}}},
			Properties: &[]cdx.Property{{Name: "cdx:gomod:build:env:GOOS", Value: t.os}, {Name: "cdx:gomod:build:env:GOARCH", Value: t.arch}},
		},
	}
	var components []cdx.Component
	var needs []string
	for _, p := range parts {
		components = append(components, p.component())
		needs = append(needs, p.url)
	}
	bill.Components = &components
	bill.Dependencies = &[]cdx.Dependency{{Ref: own, Dependencies: &needs}}
	var b bytes.Buffer
	err := cdx.NewBOMEncoder(&b, cdx.BOMFileFormatJSON).SetPretty(true).EncodeVersion(bill, cdx.SpecVersion1_6)
	return b.Bytes(), err
}

func (p part) component() cdx.Component {
	c := cdx.Component{BOMRef: p.url, Type: cdx.ComponentTypeLibrary, Name: p.name, Version: p.version, PackageURL: p.url, Scope: cdx.ScopeRequired}
	if p.sum != "" {
		c.Hashes = &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: p.sum}}
	}
	var licences cdx.Licenses
	for _, id := range p.ids() {
		licences = append(licences, cdx.LicenseChoice{License: &cdx.License{ID: id}})
	}
	c.Licenses = &licences
	return c
}
