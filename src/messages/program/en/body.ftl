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
