### The words that the program puts into the body of a text.

## Callouts.

callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution

## Footnotes.

body-footnotes = Notes
# $number (number): the reference in the text, from 1.
body-footnote-back = Back to reference { $number }

## Elements without a label of their own, for users of a screen reader.

body-table = Table { $number }
body-code = Code { $number }
body-task-done = Completed task
body-task-open = Open task

## Components.

body-members = Members

## Where a translation is behind its original.

body-behind = Changed in the original
body-obsolete = No longer in the original
body-withheld = This warning has changed in the original and its translation is not yet up to date.
body-withheld-original = Read it in the original
