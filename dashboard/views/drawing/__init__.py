"""What every chart is drawn with: text measured by em, sheets in slide pixels, looks of marks, captions, rows. Charts know this, not each other."""
