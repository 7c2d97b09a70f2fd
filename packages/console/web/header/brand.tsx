import icon from '../icon.svg';

export function Brand() {
  return (
    <h1 className="brand">
      <img src={icon} alt="" width="28" height="28" />
      <span>
        Civic Graph <small>console</small>
      </span>
    </h1>
  );
}
