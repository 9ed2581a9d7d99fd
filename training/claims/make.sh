#!/bin/sh
# Trains the claim heads and puts them into the English pack: more than an hour on two cores, eight minutes where DEVICE=cuda
# names a GPU. Every tenth report is held out for temperatures and thresholds.
set -e
cd "$(dirname "$0")/../.."
export PYTHONPATH=src:.:training/claims OMP_NUM_THREADS=1
work=${WORK:-/tmp/gawah-claims}
data="training/claims/reports.jsonl training/claims/more"
mkdir -p "$work"
device=${DEVICE:-cpu}
if [ "$device" = cpu ]; then workers=2 processes=0; else workers=1 processes=2; fi
python training/claims/train.py --documents $data --fold 7 --folds 10 --epochs 19 --batch 8 --seed 3 \
    --device "$device" --workers "$workers" --processes "$processes" --out "$work/claims.safetensors"
python training/claims/calibrate.py "$work/claims.safetensors" --documents training/claims/reports.jsonl --fold 7 --folds 10 \
    --out "$work/plan.json"
python training/claims/export.py "$work/claims.safetensors" --calibration "$work/plan.json" --pack src/gawah/packs/en
