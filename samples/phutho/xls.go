package phutho

import "errors"

func xls(b *Book) ([]byte, error) { return nil, errors.New("not yet") }
