package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A registerFile is a table of the job that the team types: the key of the settings
// that names its file, which is the file's name where they do not, and what they say.
type registerFile struct{ key, set string }

// registers are the tables that the team types, whether the job has them or not.
func (j *job) registers() []registerFile {
	s := &j.settings
	return []registerFile{{"danh-muc", s.Catalogue}, {"dia-ban", s.Places}, {wordsKey, s.Words}, {commentsKey, s.Comments}}
}

// registerForms are the endings of a register's name.
var registerForms = []string{".csv", ".xlsx"}

// tableName is the name of a table of the job: as the settings say, else stem
// with .csv or .xlsx where such a file exists, else "".
func (j *job) tableName(set, stem string) string {
	if set != "" {
		return set
	}
	for _, form := range registerForms {
		if _, err := os.Stat(filepath.Join(j.dir, stem+form)); err == nil {
			return stem + form
		}
	}
	return ""
}

// oneOfEach is an error if two files may be one register: one of them would be left
// out in silence.
func (j *job) oneOfEach() error {
	for _, r := range j.registers() {
		var there []string
		for _, form := range registerForms {
			if _, err := os.Stat(filepath.Join(j.dir, r.key+form)); err == nil {
				there = append(there, r.key+form)
			}
		}
		if r.set == "" && len(there) > 1 {
			return usage(fmt.Errorf("%s có cả %s; hãy bỏ một tệp, hoặc ghi tệp cần dùng vào khóa %s của %s", j.dir, strings.Join(there, " và "), r.key, settingsName))
		}
	}
	return nil
}

// ownNames are the names that a file of the job itself may have: they are never read
// as sheets of figures.
func (j *job) ownNames() []string {
	own := []string{settingsName}
	for _, r := range j.registers() {
		own = append(own, j.tableName(r.set, r.key))
		for _, form := range registerForms {
			own = append(own, r.key+form)
		}
	}
	return own
}
