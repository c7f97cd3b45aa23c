package main

import (
	"fmt"
	"path/filepath"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"tongket/ingest/book"
)

// A keyError is a fault of what a key of the settings says, found after they
// have been read: the file that it names is missing, the catalogue lacks it.
type keyError struct {
	key, value string // value: one of several that the key holds, or ""
	err        error  // what is wrong, after "khóa …"
}

func (e *keyError) Error() string { return "khóa " + e.key + e.err.Error() }

func (e *keyError) Unwrap() error { return e.err }

// wrongKey is a keyError; format goes on after the key's name.
func wrongKey(key, value, format string, args ...any) *keyError {
	return &keyError{key, value, fmt.Errorf(format, args...)}
}

// misplaced is a wrong usage: the fault with the line and the column of the
// settings at which it stands.
func (j *job) misplaced(e *keyError) error {
	path := filepath.Join(j.dir, settingsName)
	read, err := book.ReadFile(path, maxSettings)
	data := read.Data
	if err == nil {
		data, err = utf8Text(data)
	}
	if err == nil {
		if t := keyToken(data, e.key, e.value); t != nil {
			return usage(fmt.Errorf("%s %w", path, &placedError{t.Position.Line, t.Position.Column, e}))
		}
	}
	return usage(fmt.Errorf("%s: %w", path, e))
}

// keyToken is where a value of a key stands in the settings, the key's whole
// value if there is none such; nil if the key is not there.
func keyToken(data []byte, key, value string) *token.Token {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil
	}
	for _, doc := range file.Docs {
		node := child(doc.Body, key)
		if node == nil {
			continue
		}
		if t := tokenIn(node, value); t != nil && value != "" {
			return t
		}
		return node.GetToken()
	}
	return nil
}

// tokenIn finds a key of a mapping, or an element of a list, below node.
func tokenIn(node ast.Node, value string) *token.Token {
	if list, ok := node.(*ast.SequenceNode); ok {
		for _, v := range list.Values {
			if t := v.GetToken(); t.Value == value {
				return t
			}
		}
	}
	for _, kv := range mapping(node) {
		if t := kv.Key.GetToken(); t.Value == value {
			return t
		}
		if t := tokenIn(kv.Value, value); t != nil {
			return t
		}
	}
	return nil
}
