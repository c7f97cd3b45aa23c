//go:build !linux && !darwin

package main

import "errors"

// exchange cannot swap two folders at once here.
func exchange(a, b string) error { return errors.ErrUnsupported }
