package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// A target is a system and its processor.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

func (t target) program() string {
	if t.os == "windows" {
		return "tongket.exe"
	}
	return "tongket"
}

const command = "./cmd/tongket"

// A builder builds the source in one folder.
type builder struct {
	source    string
	cache     string // the compiler's; "" for the usual one
	toolchain string
}

var toolchainLine = regexp.MustCompile(`(?m)^toolchain (go\S+)$`)

func newBuilder(source, cache string) (builder, error) {
	mod, err := os.ReadFile(filepath.Join(source, "go.mod"))
	if err != nil {
		return builder{}, err
	}
	line := toolchainLine.FindSubmatch(mod)
	if line == nil {
		return builder{}, errors.New("go.mod names no toolchain")
	}
	return builder{source, cache, string(line[1])}, nil
}

// goCommand runs the go command for a target, without what the user's
// environment may set for the compiler.
func (b builder) goCommand(ctx context.Context, t target, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = b.source
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOTOOLCHAIN="+b.toolchain, "GOFLAGS=", "GOEXPERIMENT=", "GOWORK=off",
		"GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off", "GOOS="+t.os, "GOARCH="+t.arch)
	if b.cache != "" {
		cmd.Env = append(cmd.Env, "GOCACHE="+b.cache)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s for %s: %w\n%s", args[0], t, err, stderr.Bytes())
	}
	return out, nil
}

// release writes the archives of the targets, their bills of materials and the
// checksums into dir.
func (b builder) release(ctx context.Context, dir string, chosen []target) error {
	version, err := b.version(ctx)
	if err != nil {
		return err
	}
	shared, err := b.sharedFiles(ctx)
	if err != nil {
		return err
	}
	for _, t := range chosen {
		fmt.Println("building", t)
		if err := b.one(ctx, dir, version, t, shared); err != nil {
			return err
		}
	}
	list, err := sums(dir)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(list), 0o644)
}

// one writes the archive and the bill of materials of one target.
func (b builder) one(ctx context.Context, dir, version string, t target, shared []file) error {
	scratch, err := os.MkdirTemp("", "release-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	binary := filepath.Join(scratch, t.program())
	if _, err := b.goCommand(ctx, t, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", binary, command); err != nil {
		return err
	}
	parts, err := b.parts(ctx, t)
	if err != nil {
		return err
	}
	if err := matches(binary, parts); err != nil {
		return fmt.Errorf("%s: %w", t, err)
	}
	bill, err := billOfMaterials(version, t, parts)
	if err != nil {
		return err
	}
	program, err := os.ReadFile(binary)
	if err != nil {
		return err
	}
	files := append([]file{
		{t.program(), 0o755, program},
		{"THIRD-PARTY.txt", 0o644, thirdParty(parts)},
		{"tongket.cdx.json", 0o644, bill},
	}, shared...)
	name := fmt.Sprintf("tongket-%s-%s-%s", version, t.os, t.arch)
	if err := os.WriteFile(filepath.Join(dir, name+".cdx.json"), bill, 0o644); err != nil {
		return err
	}
	return archive(filepath.Join(dir, name), "tongket-"+version, t, files)
}

// version is what the program says of itself.
func (b builder) version(ctx context.Context) (string, error) {
	out, err := b.host(ctx, "version")
	return strings.TrimPrefix(strings.TrimSpace(string(out)), "tongket "), err
}

// host runs the program on this machine, compiled as for a release.
func (b builder) host(ctx context.Context, args ...string) ([]byte, error) {
	here, err := exec.Command("go", "env", "GOHOSTOS", "GOHOSTARCH").Output()
	if err != nil {
		return nil, err
	}
	system := strings.Fields(string(here))
	return b.goCommand(ctx, target{system[0], system[1]}, append([]string{"run", "-trimpath", "-buildvcs=false", command}, args...)...)
}

// sharedFiles are those that every archive holds: the licence, the manual as a
// page, the examples of schedules.
func (b builder) sharedFiles(ctx context.Context) ([]file, error) {
	scratch, err := os.MkdirTemp("", "release-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	page := filepath.Join(scratch, "huong-dan.html")
	if _, err := b.host(ctx, "guide", "--output", page); err != nil {
		return nil, err
	}
	files := []file{{name: "LICENSE"}, {name: "huong-dan.html"}}
	paths := []string{filepath.Join(b.source, "LICENSE"), page}
	examples := filepath.Join(b.source, "samples", "lich-chay")
	entries, err := os.ReadDir(examples)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		files = append(files, file{name: "lich-chay/" + e.Name()})
		paths = append(paths, filepath.Join(examples, e.Name()))
	}
	job, inside, err := sampleJob(filepath.Join(b.source, "samples", "phu-tho"))
	if err != nil {
		return nil, err
	}
	for i, name := range inside {
		files = append(files, file{name: "cong-viec-mau/" + name})
		paths = append(paths, job[i])
	}
	for i, path := range paths {
		files[i].mode = 0o644
		if files[i].data, err = os.ReadFile(path); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// sampleJob are the files of the sample job but its outputs: where they stand, and their
// names in it.
func sampleJob(dir string) (paths, names []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "ket-qua" {
				return fs.SkipDir
			}
			return nil
		}
		name, err := filepath.Rel(dir, path)
		if strings.HasPrefix(d.Name(), ".") || err != nil {
			return err
		}
		paths, names = append(paths, path), append(names, filepath.ToSlash(name))
		return nil
	})
	return paths, names, err
}

// A listed package is one line of "go list -deps".
type listed struct {
	ImportPath string
	Dir        string
	Standard   bool
	Module     *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// packages are all that the binary links, for a target.
func (b builder) packages(ctx context.Context, t target) ([]listed, error) {
	out, err := b.goCommand(ctx, t, "list", "-deps", "-json=ImportPath,Dir,Standard,Module", command)
	if err != nil {
		return nil, err
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
}
