// Package vi words numbers, dates, units, sentences and findings in
// Vietnamese. It computes nothing: every number it is given was computed in
// analysis and is only set here.
package vi
